import { expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { simulate } from '../../src/simulation/simulation.ts';
import { laws, type StationScenario, stationScenario } from './station-scenario.ts';

const requests = 20_000;
const nines = 9;

/** CPU time that was used in each interval, in ms. */
function workDone(demand: string, station: Pick<StationScenario, 'concurrency'>, sharing: string): number[] {
  const text = stationScenario({
    ...{ name: 'work', seed: 5, tasks: 1, cpus: 1, demand, ratePerMs: 0.8, requests },
    ...station,
  });
  const overrides = ['interval=1s', `cpu.sharing=${sharing}`];
  const { nodes } = simulate(loadScenario({ read: () => text }, 'work.yaml', overrides).scenario);
  return nodes.map(({ cpu_busy }) => 1000 * cpu_busy);
}

/**
 * No discipline that lets no CPU idle while somebody waits can change how much work is done by when: under one seed, with the same arrivals and
 * demands, one at a time, a few and all at once keep the CPU busy in the same moments.
 */
it.each(['exponential', 'hyperexponential', 'constant'] as const)('work is conserved: %s', (law) => {
  const oneByOne = workDone(laws[law], { concurrency: 1 }, 'by-request');
  expect(oneByOne.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(0.9 * requests);
  for (const [concurrency, sharing] of [
    ['unlimited', 'by-request'],
    ['unlimited', 'by-task'],
    [3, 'by-request'],
  ] as const) {
    const others = workDone(laws[law], { concurrency }, sharing);
    expect(others).toHaveLength(oneByOne.length);
    others.forEach((ms, index) => {
      expect(ms / 1000, `second ${index}`).toBeCloseTo(oneByOne[index]! / 1000, nines);
    });
  }
});
