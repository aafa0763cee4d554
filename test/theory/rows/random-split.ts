import { balancedScenario } from '../balanced-scenario.ts';
import { meanMs, parameter, type TheoryRow } from '../row.ts';

export const randomSplit: TheoryRow = {
  name: 'random-split',
  law: 'Random split of a Poisson stream over n servers: n separate M/M/1, T = 1/(1 − λ)',
  examples: [{ servers: 4, lambda: 0.5, requests: 80_000 }],
  longExamples: [
    { servers: 10, lambda: 0.8, requests: 3_000_000 },
    { servers: 10, lambda: 0.9, requests: 3_000_000 },
  ],
  scenario: (parameters, seed) => {
    const servers = parameter(parameters, 'servers');
    return balancedScenario({
      name: 'random split',
      seed,
      services: [{ name: 'jobs', algorithm: 'uniform-random', tasks: servers, concurrency: 1 }],
      ratePerMs: parameter(parameters, 'lambda') * servers,
      requests: parameter(parameters, 'requests'),
    });
  },
  quantities: (parameters) => {
    const lambda = parameter(parameters, 'lambda');
    const tolerance = lambda <= 0.8 ? 0.01 : 0.03;
    return [{ name: 'T', expected: 1 / (1 - lambda), tolerance, measure: meanMs }];
  },
};
