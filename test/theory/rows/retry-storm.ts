import type { RunResult } from '../../../src/simulation/run-result.ts';
import { parameter, type TheoryRow } from '../row.ts';

const perSecond = 100;
const outage = { fromS: 100, untilS: 110 } as const;
const observedS = 60;

/**
 * One first-come-first-served server, exponential; clients that give an attempt up after a second and try again at once; nobody tells
 * the server. Before the outage all is well at either load.
 */
export const retryStorm: TheoryRow = {
  name: 'retry-storm',
  law: 'Retry storm: a server of 100/s that was out for 10 s recovers if and only if rate × attempts is less',
  examples: [
    { rate: 30, attempts: 3 },
    { rate: 40, attempts: 3 },
  ],
  longExamples: [
    { rate: 45, attempts: 2 },
    { rate: 55, attempts: 2 },
    { rate: 18, attempts: 5 },
    { rate: 22, attempts: 5 },
  ],
  scenario: (parameters, seed) => {
    const rate = parameter(parameters, 'rate');
    const attempts = parameter(parameters, 'attempts');
    const fromS = settledS(rate * attempts);
    return `
name: retry storm
seed: ${seed}
duration: ${fromS + observedS}s
cluster: { nodes: [{ name: node1, role: manager, cpus: 1, memory: 64GiB }] }
images:
  web:1: { cached: true, demand: { exponential: { mean: ${1000 / perSecond}ms } }, concurrency: 1, backlog: unlimited }
services:
  web: { image: web:1, ports: ["8080:80"] }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
  - name: jobs
    to: node1:8080
    from: 5s
    arrivals: { poisson: { rate: ${rate}/s } }
    retries: { attempts: ${attempts}, try_timeout: 1s }
timeline:
  - { at: ${outage.fromS}s, pause: web.1, for: ${outage.untilS - outage.fromS}s }
phases:
  - { name: healthy, from: 10s, until: ${outage.fromS}s }
  - { name: settled, from: ${fromS}s, until: ${fromS + observedS}s }
`;
  },
  quantities: (parameters) => {
    const load = parameter(parameters, 'rate') * parameter(parameters, 'attempts');
    return [
      { name: 'well before', expected: 1, tolerance: 0, measure: (result) => verdict(goodput(result, 'healthy')) },
      {
        name: 'recovers',
        expected: load < perSecond ? 1 : 0,
        tolerance: 0,
        measure: (result) => verdict(goodput(result, 'settled')),
      },
    ];
  },
};

/**
 * When it is over if it ends at all: what has gathered is worked off at the rate that is left; four times that, for chance. What
 * does not end grows from the beginning.
 */
function settledS(load: number): number {
  const gathered = (outage.untilS - outage.fromS) * load;
  const overS = load < perSecond ? (4 * gathered) / (perSecond - load) : 300;
  return outage.untilS + Math.ceil(overS) + observedS;
}

function goodput({ summary }: RunResult, phase: string): number {
  const jobs = summary.phases.find(({ name }) => name === phase)?.clients.jobs;
  return jobs === undefined ? Number.NaN : jobs.ok / jobs.requests;
}

/** 1 = all is well, 0 = nothing is. */
function verdict(share: number): number {
  if (share >= 0.995) return 1;
  return share <= 0.005 ? 0 : Number.NaN;
}
