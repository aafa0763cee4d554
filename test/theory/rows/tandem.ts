import { meanMs, meanOf, parameter, type TheoryRow } from '../row.ts';
import { laws } from '../station-scenario.ts';

const firstRequestS = 5;

/** One queue behind the other: each request of `web` is served there, and then makes a call to `db`; `web` serves the next one meanwhile. */
export const tandem: TheoryRow = {
  name: 'tandem',
  law: 'Two M/M/1 in tandem (web, then its call to db): what leaves the first is Poisson (Burke), T = 2/(1 − λ)',
  examples: [{ lambda: 0.5, requests: 90_000 }],
  longExamples: [
    { lambda: 0.8, requests: 2_000_000 },
    { lambda: 0.3, requests: 300_000 },
  ],
  scenario: (parameters, seed) => {
    const rate = parameter(parameters, 'lambda') * 1000;
    const trafficS = parameter(parameters, 'requests') / rate;
    const queue = `cached: true, demand: ${laws.exponential}, concurrency: 1, backlog: unlimited`;
    return `
name: tandem
seed: ${seed}
duration: ${(firstRequestS + trafficS).toFixed(3)}s
warmup: ${(firstRequestS + trafficS / 20).toFixed(3)}s
drain: true
cluster: { nodes: [{ name: node1, role: manager, cpus: 2, memory: 64GiB }] }
images:
  web:1: { ${queue}, holds: false, calls: [{ to: service:db:80, after: 100% }] }
  db:1: { ${queue} }
services:
  web: { image: web:1, ports: ["8080:80"] }
  db: { image: db:1 }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
  - { name: jobs, to: node1:8080, from: ${firstRequestS}s, arrivals: { poisson: { rate: ${rate}/s } } }
`;
  },
  quantities: (parameters) => {
    const one = 1 / (1 - parameter(parameters, 'lambda'));
    return [
      { name: 'T', expected: 2 * one, tolerance: 0.01, measure: meanMs },
      {
        name: 'T of the second queue',
        expected: one,
        tolerance: 0.01,
        measure: (result) => meanOf(result, 'web:1/db'),
      },
    ];
  },
};
