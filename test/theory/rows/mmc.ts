import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';
import { waitingShare } from './pasta.ts';

/** Erlang C: the probability that a job waits, c servers, offered load a. Through Erlang B's recursion. */
export function erlangC(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  const use = load / servers;
  return blocked / (1 - use + use * blocked);
}

export const mmc: TheoryRow = {
  name: 'mmc',
  law: 'M/M/c: a share C(c, a) waits (Erlang C), Wq = C(c, a)/(c − a)',
  examples: [{ servers: 2, rho: 0.8, requests: 280_000 }],
  longExamples: [
    { servers: 10, rho: 0.9, requests: 3_000_000 },
    { servers: 2, rho: 0.8, requests: 3_000_000 },
  ],
  scenario: (parameters, seed) => {
    const ratePerMs = parameter(parameters, 'rho') * parameter(parameters, 'servers');
    return stationScenario({
      name: 'M/M/c',
      seed,
      tasks: 1,
      cpus: parameter(parameters, 'servers'),
      concurrency: parameter(parameters, 'servers'),
      demand: laws.exponential,
      ratePerMs,
      requests: parameter(parameters, 'requests'),
      load: `trace: 10%\n    arrivals: { poisson: { rate: ${ratePerMs * 1000}/s } }`,
    });
  },
  quantities: (parameters) => {
    const servers = parameter(parameters, 'servers');
    const load = servers * parameter(parameters, 'rho');
    const waits = erlangC(servers, load);
    return [
      { name: 'C', expected: waits, tolerance: 0.005 / waits, measure: waitingShare },
      { name: 'Wq', expected: waits / (servers - load), tolerance: 0.02, measure: (result) => meanMs(result) - 1 },
    ];
  },
};
