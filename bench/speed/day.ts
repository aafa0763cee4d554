// A day of traffic: 1,000 requests a second in the mean with a daily curve, on 10 nodes, with two rolling updates. 24 hours with
// --full (86.4 million requests), else a hundredth of it, around the peak.
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import { simulate } from '../../src/simulation/simulation.ts';
import { type BenchOptions, cpuNs, type Figure } from './frame.ts';

const dayS = 86_400;

function scenarioText(durationS: number, start: string): string {
  return `
name: a day
seed: 1
start: ${start}
duration: ${durationS}s
cluster:
  nodes:
    - { name: manager1, role: manager, cpus: 8, memory: 16GiB }
    - { name: worker, count: 9, cpus: 8, memory: 16GiB }
images:
  web:1:
    cached: true
    start: 1s
    demand: { lognormal: { median: 8ms, p99: 60ms } }
    concurrency: 8
    backlog: 128
    on_stop: { drain: 10s }
  web:2: { like: web:1 }
  web:3: { like: web:1 }
services:
  web:
    image: web:1
    ports: ["8080:80"]
    deploy: { replicas: 40, update_config: { parallelism: 4, order: start-first, delay: 2s } }
traffic:
  - { name: shoppers, to: "nodes:8080", timeout: 5s, arrivals: { poisson: { daily: { low: 400/s, high: 1600/s } } } }
timeline:
  - { at: ${durationS / 3}s, run: docker service update --detach --image web:2 web }
  - { at: ${(2 * durationS) / 3}s, run: docker service update --detach --image web:3 web }
`;
}

export function bench({ full }: BenchOptions): Figure[] {
  const text = full ? scenarioText(dayS, '2026-01-01T00:00:00Z') : scenarioText(dayS / 100, '2026-01-01T13:00:00Z');
  let requests = 0;
  const ns = cpuNs(() => {
    const { scenario } = loadScenario({ read: () => text }, 'day.yaml', []);
    requests = simulate(scenario).summary.clients.shoppers?.requests ?? 0;
  });
  const what = `${full ? 'a day' : 'a hundredth of a day'}: ${requests.toLocaleString('en')} requests`;
  return [
    { what, value: ns / 1e9, unit: 's of CPU', ratio: null, to: '' },
    { what, value: ns / requests, unit: 'ns/request', ratio: null, to: '' },
  ];
}
