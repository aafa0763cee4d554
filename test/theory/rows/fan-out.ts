import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';

const firstRequestS = 5;
/** Of a leaf; the client gives up in between, so that slow requests are those that time out. */
const leafMs = { quick: 1, slow: 10 } as const;
const timeoutMs = 5;
/** Of requests per second: few enough that no leaf waits for a CPU. */
const rate = 100;
const cpus = 2000;

/** A request asks so many leaves at once and waits for the last of them. */
export const fanOut: TheoryRow = {
  name: 'fan-out',
  law: 'Fan-out: a leaf is slow with probability p, a request that asks n of them with 1 − (1 − p)^n',
  examples: [{ leaves: 100, percent: 1, requests: 8_500 }],
  longExamples: [
    { leaves: 10, percent: 5, requests: 8_500 },
    { leaves: 2, percent: 40, requests: 8_500 },
  ],
  scenario: (parameters, seed) => {
    const percent = parameter(parameters, 'percent');
    const law = `{ empirical: { values: [${leafMs.quick}ms, ${leafMs.slow}ms], weights: [${100 - percent}, ${percent}] } }`;
    const room = `cached: true, concurrency: ${cpus / 2}, backlog: 0`;
    return `
name: fan-out
seed: ${seed}
duration: ${(firstRequestS + parameter(parameters, 'requests') / rate).toFixed(3)}s
drain: true
cluster: { nodes: [{ name: node1, role: manager, cpus: ${cpus}, memory: 64GiB }] }
images:
  root:1: { ${room}, demand: 0s, calls: [{ to: service:leaf:80, count: ${parameter(parameters, 'leaves')} }] }
  leaf:1: { ${room}, demand: ${law} }
services:
  root: { image: root:1, ports: ["8080:80"] }
  leaf: { image: leaf:1 }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
  - name: jobs
    to: node1:8080
    from: ${firstRequestS}s
    timeout: ${timeoutMs}ms
    arrivals: { constant: { rate: ${rate}/s } }
`;
  },
  quantities: (parameters) => {
    const expected = 1 - (1 - parameter(parameters, 'percent') / 100) ** parameter(parameters, 'leaves');
    return [{ name: 'slow share', expected, tolerance: 0.005 / expected, measure: slowShare }];
  },
};

function slowShare({ summary }: RunResult): number {
  const { jobs } = summary.clients;
  return (jobs?.error_timeout ?? Number.NaN) / (jobs?.requests ?? Number.NaN);
}
