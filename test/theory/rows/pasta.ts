import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** The root σ in (0, 1) of σ = exp(−(1 − σ)/ρ): the share of evenly spaced arrivals that an exponential server keeps waiting (D/M/1). */
export function evenArrivalsRoot(rho: number): number {
  let sigma = rho;
  for (let step = 0; step < 100_000; step += 1) {
    const next = Math.exp(-(1 - sigma) / rho);
    if (Math.abs(next - sigma) < 1e-15) return next;
    sigma = next;
  }
  return sigma;
}

/** Share of the requests that are traced. */
const traced = 0.05;

/** Against arrivals that are no Poisson process, so that it is seen that not any would do. */
export const pasta: TheoryRow = {
  name: 'pasta',
  law: 'Poisson arrivals see time averages: as many wait (C) as the server is busy, ρ; arrivals at even distances (even=1) do not, they wait less: σ = exp(−(1 − σ)/ρ)',
  examples: [
    { rho: 0.6, even: 0, requests: 160_000 },
    { rho: 0.6, even: 1, requests: 250_000 },
  ],
  longExamples: [
    { rho: 0.8, even: 0, requests: 1_500_000 },
    { rho: 0.8, even: 1, requests: 1_500_000 },
  ],
  scenario: (parameters, seed) => {
    const rho = parameter(parameters, 'rho');
    const arrivals = parameter(parameters, 'even') === 1 ? 'constant' : 'poisson';
    return stationScenario({
      name: 'PASTA',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: 1,
      demand: laws.exponential,
      ratePerMs: rho,
      requests: parameter(parameters, 'requests'),
      load: `trace: ${traced * 100}%\n    arrivals: { ${arrivals}: { rate: ${rho * 1000}/s } }`,
    });
  },
  quantities: (parameters) => {
    const rho = parameter(parameters, 'rho');
    const waits = parameter(parameters, 'even') === 1 ? evenArrivalsRoot(rho) : rho;
    return [
      { name: 'share that waits', expected: waits, tolerance: 0.005 / waits, measure: waitingShare },
      {
        name: 'share of time busy',
        expected: rho,
        tolerance: 0.01,
        measure: ({ summary }) => summary.nodes.node1?.cpu_busy ?? Number.NaN,
      },
    ];
  },
};

/** Of the traced requests: those that met no free server. */
export function waitingShare({ requests }: RunResult): number {
  return requests.filter(({ backlog_ms }) => backlog_ms > 0).length / requests.length;
}
