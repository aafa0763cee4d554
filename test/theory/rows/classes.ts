import { meanOf, parameter, type TheoryRow } from '../row.ts';

const firstRequestS = 5;
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
    { lambda: 0.7, shared: 0, requests: 1_200_000 },
    { lambda: 0.7, shared: 1, requests: 900_000 },
  ],
  longExamples: [
    { lambda: 0.85, shared: 0, requests: 6_000_000 },
    { lambda: 0.85, shared: 1, requests: 3_000_000 },
  ],
  scenario: (parameters, seed) => {
    const rate = 1000 * parameter(parameters, 'lambda');
    const trafficS = parameter(parameters, 'requests') / replications / rate;
    const written = (name: string, { percent, ms }: typeof small | typeof large) =>
      `{ name: ${name}, share: ${percent}%, demand: ${ms * 1000}us }`;
    return `
name: classes
seed: ${seed}
duration: ${(firstRequestS + trafficS).toFixed(3)}s
warmup: ${(firstRequestS + trafficS / 20).toFixed(3)}s
drain: true
cluster: { nodes: [{ name: node1, role: manager, cpus: 1, memory: 64GiB }] }
images:
  web:1: { cached: true, concurrency: ${parameter(parameters, 'shared') === 1 ? 'unlimited' : 1}, backlog: unlimited }
services:
  web: { image: web:1, ports: ["8080:80"] }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
  - name: jobs
    to: node1:8080
    from: ${firstRequestS}s
    classes: [${written('small', small)}, ${written('large', large)}]
    arrivals: { poisson: { rate: ${rate}/s } }
`;
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

/** `requests` are those of all replications together. */
const replications = 20;
