import { meanMs, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

export const mm1: TheoryRow = {
  name: 'mm1',
  law: 'M/M/1: T = 1/(1 − λ), exponential, so p50 = T ln 2 and p99 = T ln 100; Lq = λ Wq = λ²/(1 − λ), busy λ of the time',
  examples: [
    { lambda: 0.5, requests: 130_000 },
    { lambda: 0.8, requests: 850_000 },
  ],
  longExamples: [
    { lambda: 0.8, requests: 1_500_000 },
    { lambda: 0.9, requests: 1_500_000 },
  ],
  scenario: (parameters, seed) =>
    stationScenario({
      name: 'M/M/1',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: 1,
      demand: laws.exponential,
      ratePerMs: parameter(parameters, 'lambda'),
      requests: parameter(parameters, 'requests'),
    }),
  quantities: (parameters) => {
    const lambda = parameter(parameters, 'lambda');
    const tolerance = lambda <= 0.8 ? 0.01 : 0.03;
    const mean = 1 / (1 - lambda);
    return [
      { name: 'T', expected: mean, tolerance, measure: meanMs },
      {
        name: 'p50',
        expected: mean * Math.log(2),
        tolerance,
        measure: (result) => result.summary.clients.jobs?.p50_ms ?? Number.NaN,
      },
      {
        name: 'p99',
        expected: mean * Math.log(100),
        tolerance: 2 * tolerance,
        measure: (result) => result.summary.clients.jobs?.p99_ms ?? Number.NaN,
      },
      {
        name: 'Lq',
        expected: (lambda * lambda) / (1 - lambda),
        tolerance: 3 * tolerance,
        measure: (result) => result.summary.services.server?.backlog_length ?? Number.NaN,
      },
      {
        name: 'utilisation',
        expected: lambda,
        tolerance,
        measure: (result) => result.summary.services.server?.utilisation ?? Number.NaN,
      },
    ];
  },
};
