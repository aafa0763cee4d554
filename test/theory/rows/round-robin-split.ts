import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** The root σ in (0, 1) of σ = (nλ/(nλ + 1 − σ))^n: Erlang-n arrivals to an exponential server. */
export function erlangArrivalsRoot(servers: number, lambda: number): number {
  let sigma = lambda;
  for (let step = 0; step < 100_000; step += 1) {
    const next = ((servers * lambda) / (servers * lambda + 1 - sigma)) ** servers;
    if (Math.abs(next - sigma) < 1e-15) return next;
    sigma = next;
  }
  return sigma;
}

export const roundRobinSplit: TheoryRow = {
  name: 'round-robin-split',
  law: 'Round-robin split of a Poisson stream over n servers: E_n/M/1 each, T = 1/(1 − σ)',
  examples: [{ servers: 2, lambda: 0.5, requests: 60_000 }],
  longExamples: [
    { servers: 2, lambda: 0.8, requests: 2_000_000 },
    { servers: 4, lambda: 0.8, requests: 2_500_000 },
  ],
  scenario: (parameters, seed) => {
    const servers = parameter(parameters, 'servers');
    return stationScenario({
      name: 'round-robin split',
      seed,
      tasks: servers,
      cpus: servers,
      concurrency: 1,
      demand: laws.exponential,
      ratePerMs: parameter(parameters, 'lambda') * servers,
      requests: parameter(parameters, 'requests'),
    });
  },
  quantities: (parameters) => {
    const sigma = erlangArrivalsRoot(parameter(parameters, 'servers'), parameter(parameters, 'lambda'));
    return [{ name: 'T', expected: 1 / (1 - sigma), tolerance: 0.01, measure: meanMs }];
  },
};
