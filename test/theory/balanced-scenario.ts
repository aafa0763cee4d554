import { laws } from './station-scenario.ts';

/** One balancer over the tasks of a service of its own; its client has the balancer's name. */
export interface BalancedService {
  readonly name: string;
  /** As a scenario writes it. */
  readonly algorithm: string;
  readonly tasks: number;
  /** Requests that a task serves at once, each with a CPU of its own. */
  readonly concurrency: number;
}

/** Services alike, each behind a balancer of its own, all on one node with room for all. No network latency. */
export interface BalancedScenario {
  readonly name: string;
  readonly seed: number;
  readonly services: readonly BalancedService[];
  /** Arrivals at each service per ms; service times are exponential with mean 1 ms. */
  readonly ratePerMs: number;
  /** Requests expected at each. */
  readonly requests: number;
}

/** By then the tasks are up and every balancer has heard of them. */
const firstRequestS = 20;

/** Share of the requests that is cut as warm-up. */
const warmupShare = 0.05;

export function balancedScenario({ name, seed, services, ratePerMs, requests }: BalancedScenario): string {
  const trafficS = requests / (ratePerMs * 1000);
  const cpus = services.reduce((sum, { tasks, concurrency }) => sum + tasks * concurrency, 0);
  const each = (line: (service: BalancedService) => string) => services.map(line).join('\n');
  return `
name: ${name}
seed: ${seed}
duration: ${(firstRequestS + trafficS).toFixed(3)}s
warmup: ${(firstRequestS + trafficS * warmupShare).toFixed(3)}s
drain: true
cluster:
  nodes:
    - { name: node1, role: manager, cpus: ${cpus}, memory: 1TiB }
images:
${each((of) => `  ${of.name}:1: { cached: true, demand: ${laws.exponential}, concurrency: ${of.concurrency}, backlog: unlimited }`)}
services:
${each((of) => `  ${of.name}: { image: ${of.name}:1, deploy: { replicas: ${of.tasks} } }`)}
balancers:
${each((of) => `  - { name: ${of.name}, algorithm: ${of.algorithm}, servers: tasks:${of.name}:80 }`)}
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
${each((of) => `  - { name: ${of.name}, to: ${of.name}:80, from: ${firstRequestS}s, arrivals: { poisson: { rate: ${ratePerMs * 1000}/s } } }`)}
`;
}
