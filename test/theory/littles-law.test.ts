import { describe, expect, it } from 'vitest';
import { loadScenario } from '../../src/scenario/load-scenario.ts';
import type { RunResult } from '../../src/simulation/run-result.ts';
import { Simulation, simulate } from '../../src/simulation/simulation.ts';
import { watchTraffic } from '../../src/traffic/invariants/watch-traffic.ts';
import { laws, stationScenario } from './station-scenario.ts';

const intervalS = 1;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** L = λW as an identity over a run that starts and ends empty: the area under the number in the system is the sum of the times in it. */
it.each([
  ['one server', { tasks: 1, cpus: 1, concurrency: 1 }],
  ['a shared CPU', { tasks: 1, cpus: 1, concurrency: 'unlimited' }],
  ['three tasks on a node', { tasks: 3, cpus: 2, concurrency: 4 }],
] as const)("Little's law holds exactly: %s", (_words, station) => {
  const text = stationScenario({
    ...station,
    name: 'little',
    seed: 3,
    demand: laws.exponential,
    ratePerMs: 0.8,
    requests: 20_000,
  });
  const { scenario } = loadScenario({ read: () => text }, 'little.yaml', [`interval=${intervalS}s`]);
  const { nodes, latency, parts, service_load } = simulate(scenario);
  const areaS = sum(nodes.map((row) => row.in_flight * intervalS));
  const timeInSystemS = sum(latency.map((row) => (row.ok * (row.mean_ms ?? 0)) / 1000));
  expect(sum(latency.map((row) => row.errors))).toBe(0);
  expect(areaS / timeInSystemS).toBeCloseTo(1, 9);
  // And of the line before it: Lq = λ Wq.
  const ok = new Map(latency.map((row) => [row.time_s, row.ok]));
  const waits = parts.filter(({ part }) => part === 'backlog');
  const waitedS = sum(waits.map((row) => (ok.get(row.time_s)! * (row.mean_ms ?? 0)) / 1000));
  expect(sum(service_load.map((row) => row.backlog_length * intervalS))).toBeCloseTo(waitedS, 6);
  expect(waitedS > 0).toBe(station.concurrency !== 'unlimited');
});

/** Behind a balancer whose servers take few at once, with an impatient client, and with calls from service to service. */
const everything = `
name: little everywhere
seed: 9
duration: 40s
drain: true
interval: ${intervalS}s
cluster: { nodes: [{ name: m, role: manager, cpus: 2, memory: 8GiB }, { name: w, count: 2, cpus: 1, memory: 8GiB }] }
images:
  web:1: { cached: true, demand: ${laws.exponential}, concurrency: 4, calls: [{ to: service:db:80, count: 2, probability: 70%, timeout: 60ms, retries: { attempts: 2, backoff: 1ms } }] }
  db:1: { cached: true, demand: ${laws.hyperexponential}, concurrency: 2, backlog: 20 }
services:
  web: { image: web:1, ports: ["8080:80"], deploy: { replicas: 3 } }
  db: { image: db:1, deploy: { replicas: 2 } }
balancers: [{ name: lb, config: lb.cfg, publish: ["80:80"] }]
traffic:
  - { name: callers, to: lb:80, from: 10s, timeout: 100ms, arrivals: { poisson: { rate: 350/s } } }
  - { name: patient, to: nodes:8080, from: 10s, arrivals: { poisson: { rate: 50/s } } }
`;

const haproxy = `
defaults
    mode http
    timeout connect 1s
    timeout client 10s
    timeout server 10s
    timeout queue 10s
frontend shop
    bind *:80
    default_backend workers
backend workers
    balance leastconn
    server w1 w1:8080 maxconn 2 maxqueue 5
    server w2 w2:8080 maxconn 2
`;

/** All are answered. */
const queueing = `
name: little at a balancer
seed: 4
duration: 40s
drain: true
interval: ${intervalS}s
cluster: { nodes: [{ name: m, role: manager, cpus: 4, memory: 8GiB }] }
images: { "web:1": { cached: true, demand: { exponential: { mean: 8ms } }, concurrency: 8 } }
services: { web: { image: web:1, ports: ["8080:80"], deploy: { replicas: 1 } } }
balancers: [{ name: lb, config: lb.cfg, publish: ["80:80"] }]
traffic: [{ name: callers, to: lb:80, from: 10s, arrivals: { poisson: { rate: 200/s } } }]
`;

it.each([
  ['a backend', '', 'server w1 m:8080 maxconn 2'],
  ['a server', '', 'server w1 m:8080 maxconn 2\n    server w2 m:8080 maxconn 1\n    balance source'],
  ['a frontend', 'maxconn 2', 'server w1 m:8080'],
])("Little's law holds exactly in the queue of %s", (_words, frontend, servers) => {
  const config = `defaults
    mode http
frontend shop
    bind *:80
    ${frontend}
    default_backend workers
backend workers
    ${servers}
`;
  const { scenario } = loadScenario({ read: (path) => (path.endsWith('.cfg') ? config : queueing) }, 'lb.yaml', []);
  const { summary, balancer_load } = simulate(scenario);
  const { ok, errors, parts } = summary.clients.callers!;
  expect(errors).toBe(0);
  const waitedS = (ok * parts.queue.mean_ms!) / 1000;
  expect(waitedS).toBeGreaterThan(10);
  expect(sum(balancer_load.map((row) => row.queue_length * intervalS)) / waitedS).toBeCloseTo(1, 9);
  const most = Math.max(...balancer_load.map((row) => row.queue_length_max));
  expect(summary.balancers.lb!.queue_length_max).toBe(most);
});

describe("Little's law through a whole scenario", () => {
  const { scenario } = loadScenario({ read: (path) => (path.endsWith('.cfg') ? haproxy : everything) }, 'all.yaml', []);
  const simulation = new Simulation(scenario);
  const { traffic, loop } = simulation.world;
  // Each client, each call, each task and each queue of the balancer, as identities.
  const checkAll = watchTraffic(traffic, loop, 101);
  const result: RunResult = simulation.finish();
  /** Of tasks, by node, by service and in all. */
  const timeAt = (rows: RunResult['task_load']) => sum(rows.map((row) => (row.requests * (row.mean_ms ?? 0)) / 1000));
  const areaOf = (rows: readonly { readonly in_flight: number }[]) => sum(rows.map((row) => row.in_flight * intervalS));

  it('holds at every client, call, task and queue', () => {
    checkAll();
    expect(traffic.inFlight).toBe(0);
    const { queue } = traffic.clientTally('callers').partColumns();
    expect(queue.p99_ms).toBeGreaterThan(1);
    expect(traffic.clientTally('web:1/db').requests).toBeGreaterThan(10_000);
  });

  it('holds on every node and service, and in the whole cluster', () => {
    const load = result.task_load;
    const isOf = (key: 'node' | 'service') => (name: string) => load.filter((row) => row[key] === name);
    for (const name of ['m', 'w1', 'w2']) {
      const area = areaOf(result.nodes.filter(({ node }) => node === name));
      expect(area / timeAt(isOf('node')(name)), name).toBeCloseTo(1, 9);
    }
    for (const name of ['web', 'db']) {
      const rows = isOf('service')(name);
      expect(areaOf(rows) / timeAt(rows), name).toBeCloseTo(1, 9);
    }
    expect(areaOf(result.nodes) / timeAt(load)).toBeCloseTo(1, 9);
  });
});
