// The hot path as a user writes it: a scenario of one client that asks one node's published port, whose mesh spreads over 100
// tasks of 4 slots each; the node has a CPU for each slot.
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { Simulation } from '../../src/simulation/simulation.ts';

const tasks = 100;
const slots = 4;
const backlog = 128;
const load = 0.8;
/** Of the service time in ms: mean 10.2 ms. */
const mu = 2;
const sigma = 0.8;
/** z of the 99th percentile. */
const z99 = 2.3263478740408408;
const startS = 10;

export interface HotPathResult {
  readonly requests: number;
  readonly events: number;
  readonly cpuNs: number;
  readonly meanMs: number;
  readonly p99Ms: number;
}

function scenarioText(requests: number, seed: number): string {
  const perS = (1000 * load * tasks * slots) / Math.exp(mu + sigma ** 2 / 2);
  return `
name: hot path
seed: ${seed}
duration: ${(startS + requests / perS).toFixed(3)}s
drain: true
cluster: { nodes: [{ name: node1, role: manager, cpus: ${tasks * slots}, memory: 64GiB }] }
images:
  web:1:
    cached: true
    demand: { lognormal: { median: ${Math.exp(mu).toFixed(6)}ms, p99: ${Math.exp(mu + z99 * sigma).toFixed(6)}ms } }
    concurrency: ${slots}
    backlog: ${backlog}
services: { web: { image: web:1, ports: ["8080:80"], deploy: { replicas: ${tasks} } } }
network: { client: 0s, balancer: 0s, overlay: 0s }
traffic:
  - { name: shoppers, to: node1:8080, from: ${startS}s, arrivals: { poisson: { rate: ${perS.toFixed(6)}/s } } }
`;
}

/** Runs it; the time is that of the requests alone, not of reading the scenario and starting the tasks. */
export function hotPath(requests: number, seed: number): HotPathResult {
  const text = scenarioText(requests, seed);
  const { scenario } = loadScenario({ read: () => text }, 'hot-path.yaml', []);
  const simulation = new Simulation(scenario);
  simulation.advanceTo(startS * 1000 - 1);
  const { loop } = simulation.world;
  const eventsBefore = loop.fired;
  const before = process.cpuUsage();
  const { summary } = simulation.finish();
  const { user, system } = process.cpuUsage(before);
  const { requests: done = 0, mean_ms: meanMs, p99_ms: p99Ms } = summary.clients.shoppers ?? {};
  return {
    requests: done,
    events: loop.fired - eventsBefore,
    cpuNs: (user + system) * 1000,
    meanMs: meanMs ?? 0,
    p99Ms: p99Ms ?? 0,
  };
}
