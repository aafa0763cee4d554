import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** Erlang B: the share of calls that find all c servers busy at offered load a. */
export function erlangB(servers: number, load: number): number {
  let blocked = 1;
  for (let n = 1; n <= servers; n += 1) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** The law of service: 0 = exponential, 1 = constant, 2 = heavy-tailed. It must not matter. */
const services = [laws.exponential, laws.constant, laws.heavyTailed];

export const loss: TheoryRow = {
  name: 'loss',
  law: 'Loss system (no backlog): Erlang B, whatever the law of service',
  examples: [
    { servers: 10, load: 5, law: 0, requests: 120_000 },
    { servers: 10, load: 5, law: 2, requests: 120_000 },
  ],
  longExamples: [0, 1, 2].map((law) => ({ servers: 20, load: 15, law, requests: 600_000 })),
  scenario: (parameters, seed) =>
    stationScenario({
      name: 'loss',
      seed,
      tasks: 1,
      cpus: parameter(parameters, 'servers'),
      concurrency: parameter(parameters, 'servers'),
      backlog: 0,
      demand: services[parameter(parameters, 'law')] ?? laws.exponential,
      ratePerMs: parameter(parameters, 'load'),
      requests: parameter(parameters, 'requests'),
    }),
  quantities: (parameters) => {
    const expected = erlangB(parameter(parameters, 'servers'), parameter(parameters, 'load'));
    return [{ name: 'B', expected, tolerance: 0.002 / expected, measure: lostShare }];
  },
};

function lostShare({ summary }: RunResult): number {
  const { jobs } = summary.clients;
  return (jobs?.errors ?? Number.NaN) / (jobs?.requests ?? Number.NaN);
}
