import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import type { Scenario } from '../../src/simulation/scenario.ts';

/**
 * Six services of one task each on three nodes of one CPU, each with a Poisson client of its own at 0.1 requests per ms of 1 ms
 * (exponential). A node with k of the tasks is an M/M/1 with processor sharing and load k/10, so that the mean latency of a
 * client is known exactly once it is known with whom its task shares the node: that is what the placement decides.
 */
const services = ['a', 'b', 'c', 'd', 'e', 'f'] as const;
const nodes = 3;
const ratePerMs = 0.1;

/** Traffic begins when all tasks run. */
const firstRequestMs = 5000;
/** Ten times and more the relaxation time of the fullest node. */
const warmupMs = 200;
const measuredMs = 2000;

export function sharedNodes(placement: string): Scenario {
  const lines = services.map((name, index) => [
    `  ${name}: { image: "server:1", ports: ["${8081 + index}:80"], deploy: { resources: { reservations: { cpus: "0.1" } } } }`,
    `  - { name: ${name}, to: "manager:${8081 + index}", from: ${firstRequestMs}ms, arrivals: { poisson: { rate: ${ratePerMs * 1000}/s } } }`,
  ]);
  const text = `
name: shared nodes
duration: ${firstRequestMs + warmupMs + measuredMs}ms
warmup: ${firstRequestMs + warmupMs}ms
cluster:
  nodes:
    - { name: manager, role: manager, cpus: 1, memory: 1GiB, availability: drain }
    - { name: worker, count: ${nodes}, cpus: 1, memory: 8GiB }
images:
  server:1: { cached: true, demand: { exponential: { mean: 1ms } }, concurrency: unlimited, backlog: unlimited }
services:
${lines.map(([service]) => service).join('\n')}
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
${lines.map(([, client]) => client).join('\n')}
`;
  return { ...loadScenario({ read: () => text }, 'shared-nodes.yaml', []).scenario, placement };
}

/** Mean latency of the client `a`, in ms. */
export function latencyOfA(result: RunResult): number {
  return result.summary.clients.a?.mean_ms ?? Number.NaN;
}

/** What it is in the long run, by placement. */
export const truths = {
  /** Two tasks on each node. */
  spread: sojournMs(services.length / nodes),
  /** All of them on one. */
  binpack: sojournMs(services.length),
  /** Each of the five others shares the node of `a` with a probability of one third. */
  random: services
    .slice(1)
    .reduce((sum, _, index) => sum + binomial(5, index + 1) * sojournMs(index + 2), binomial(5, 0) * sojournMs(1)),
} as const;

/** Mean time in an M/M/1 with processor sharing that serves so many tasks' clients. */
function sojournMs(tasks: number): number {
  return 1 / (1 - tasks * ratePerMs);
}

/** Probability of `hits` in `draws`, each with 1/nodes. */
function binomial(draws: number, hits: number): number {
  let ways = 1;
  for (let index = 0; index < hits; index += 1) ways = (ways * (draws - index)) / (index + 1);
  return ways * (1 / nodes) ** hits * (1 - 1 / nodes) ** (draws - hits);
}
