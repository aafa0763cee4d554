import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** Erlang C: the probability that a job waits, c servers, offered load a. Through Erlang B's recursion. */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  const use = load / servers;
  return blocked / (1 - use + use * blocked);
}

export const mmc: TheoryRow = {
  name: 'mmc',
  law: 'M/M/c: Wq = C(c, a)/(c − a) with Erlang C',
  examples: [{ servers: 2, rho: 0.8, requests: 600_000 }],
  longExamples: [
    { servers: 10, rho: 0.9, requests: 3_000_000 },
    { servers: 2, rho: 0.8, requests: 3_000_000 },
  ],
  scenario: (parameters, seed) =>
    stationScenario({
      name: 'M/M/c',
      seed,
      tasks: 1,
      cpus: parameter(parameters, 'servers'),
      concurrency: parameter(parameters, 'servers'),
      demand: laws.exponential,
      ratePerMs: parameter(parameters, 'rho') * parameter(parameters, 'servers'),
      requests: parameter(parameters, 'requests'),
    }),
  quantities: (parameters) => {
    const servers = parameter(parameters, 'servers');
    const load = servers * parameter(parameters, 'rho');
    const wait = erlangC(servers, load) / (servers - load);
    return [{ name: 'Wq', expected: wait, tolerance: 0.02, measure: (result) => meanMs(result) - 1 }];
  },
};
