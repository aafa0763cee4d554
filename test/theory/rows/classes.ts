import { meanOf, parameter, type TheoryRow } from '../row.ts';
import { laws, stationScenario } from '../station-scenario.ts';

/** Of the requests, in percent, that ask for little; the others ask for as much as makes the mean 1 ms. */
const small = { percent: 80, ms: 0.5 } as const;
const large = { percent: 20, ms: 3 } as const;

/**
 * Two classes of requests wait in one line: alike long, however much they ask for. Where they share a CPU (`shared` = 1), each is slowed by
 * the same factor.
 */
export const classes: TheoryRow = {
  name: 'classes',
  law: 'M/G/1 with two classes, first come first served: Wq = λE[S²]/2(1 − ρ) for both (Pollaczek and Khinchine), T = Wq + S; on a shared CPU T = S/(1 − ρ)',
  examples: [
    { lambda: 0.7, shared: 0, requests: 60_000 },
    { lambda: 0.7, shared: 1, requests: 45_000 },
  ],
  longExamples: [
    { lambda: 0.85, shared: 0, requests: 300_000 },
    { lambda: 0.85, shared: 1, requests: 220_000 },
  ],
  scenario: (parameters, seed) => {
    const written = (name: string, { percent, ms }: typeof small | typeof large) =>
      `{ name: ${name}, share: ${percent}%, demand: ${ms * 1000}us }`;
    const lambda = parameter(parameters, 'lambda');
    return stationScenario({
      name: 'classes',
      seed,
      tasks: 1,
      cpus: 1,
      concurrency: parameter(parameters, 'shared') === 1 ? 'unlimited' : 1,
      // Of no request: each class has its own.
      demand: laws.constant,
      ratePerMs: lambda,
      requests: parameter(parameters, 'requests'),
      load: `classes: [${written('small', small)}, ${written('large', large)}]\n    arrivals: { poisson: { rate: ${1000 * lambda}/s } }`,
    });
  },
  quantities: (parameters) => {
    const lambda = parameter(parameters, 'lambda');
    const secondMoment = (small.percent * small.ms ** 2 + large.percent * large.ms ** 2) / 100;
    const wait = (lambda * secondMoment) / (2 * (1 - lambda));
    const expected = (ms: number) => (parameter(parameters, 'shared') === 1 ? ms / (1 - lambda) : wait + ms);
    return [
      {
        name: 'T of small',
        expected: expected(small.ms),
        tolerance: 0.03,
        measure: (run) => meanOf(run, 'jobs/small'),
      },
      {
        name: 'T of large',
        expected: expected(large.ms),
        tolerance: 0.03,
        measure: (run) => meanOf(run, 'jobs/large'),
      },
    ];
  },
};
