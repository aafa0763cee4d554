import { expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { simulate } from '../../src/simulation/simulation.ts';
import { laws, stationScenario } from './station-scenario.ts';

const intervalS = 1;

/** L = λW as an identity over a run that starts and ends empty: the area under the number in the system is the sum of the times in it. */
it.each([
  ['one server', { tasks: 1, cpus: 1, concurrency: 1 }],
  ['a shared CPU', { tasks: 1, cpus: 1, concurrency: 'unlimited' }],
  ['three tasks on a node', { tasks: 3, cpus: 2, concurrency: 4 }],
] as const)("Little's law holds exactly: %s", (_words, station) => {
  const text = stationScenario({
    ...station,
    name: 'little',
    seed: 3,
    demand: laws.exponential,
    ratePerMs: 0.8,
    requests: 20_000,
  });
  const { scenario } = loadScenario({ read: () => text }, 'little.yaml', [`interval=${intervalS}s`]);
  const { nodes, latency } = simulate(scenario);
  const areaS = nodes.reduce((sum, row) => sum + row.in_flight * intervalS, 0);
  const timeInSystemS = latency.reduce((sum, row) => sum + (row.ok * (row.mean_ms ?? 0)) / 1000, 0);
  expect(latency.reduce((sum, row) => sum + row.errors, 0)).toBe(0);
  expect(areaS / timeInSystemS).toBeCloseTo(1, 9);
});
