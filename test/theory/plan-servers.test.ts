import { describe, expect, it } from 'vitest';
import { designPlan } from '../../src/experiment/plan/design-plan.ts';
import { plan } from '../../src/experiment/plan/plan.ts';
import { here } from '../../src/experiment/testing/small-experiment.ts';
import { erlangC } from './rows/mmc.ts';
import { laws, stationScenario } from './station-scenario.ts';

/** Mean wait in an M/M/c of mean service time 1; without end where the servers cannot keep up. */
function meanWait(servers: number, load: number): number {
  return servers <= load ? Number.POSITIVE_INFINITY : erlangC(servers, load) / (servers - load);
}

/** The servers that keep the wait below `atMost`, and a target half-way to what one fewer gives. */
function leastServers(load: number, atMost: number): { readonly servers: number; readonly targetMs: number } {
  let servers = 1;
  while (meanWait(servers, load) >= atMost) servers += 1;
  const fewer = Math.min(meanWait(servers - 1, load), 4 * atMost);
  return { servers, targetMs: 1 + Math.sqrt(meanWait(servers, load) * fewer) };
}

describe('the least number of servers of an M/M/c, by Erlang C', () => {
  it.each([0.6, 1.5, 2.3, 3.7, 5.2, 6.8, 8.4, 10.5, 13.1, 17.6])('load %d', async (load) => {
    const { servers, targetMs } = leastServers(load, 0.15);
    const text = stationScenario({
      name: 'servers',
      seed: 7,
      tasks: 1,
      cpus: 64,
      concurrency: 1,
      demand: laws.exponential,
      ratePerMs: load,
      requests: 8000,
    });
    const design = designPlan(
      { read: () => text },
      {
        path: 'servers.yaml',
        overrides: [],
        find: 'images.server:1.concurrency',
        range: { from: 1, to: 40 },
        promises: [`mean(jobs) < ${targetMs.toFixed(4)}ms`],
        survive: { kind: 'nothing', atMs: null, label: 'zone' },
        replications: { count: 6, most: 48 },
        confidence: 0.95,
      },
    );
    const { answer, points } = await plan(design, here);
    expect(answer).toBe(servers);
    if (servers > 1) expect(points.find(({ value }) => value === servers - 1)?.holds).toBe(false);
    expect(points.find(({ value }) => value === servers + 1)?.holds).toBe(true);
  });
});
