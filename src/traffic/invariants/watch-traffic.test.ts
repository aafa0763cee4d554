import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from '../balancer/plain-balancer.ts';
import type { BalancerSpec } from '../spec.ts';
import { client, exponential, noLatency, TrafficWorld } from '../testing/traffic-world.ts';
import { watchTraffic } from './watch-traffic.ts';

/** So that only what an event touches is looked at. */
const neverAll = 1e9;

/** One backend over two nodes, each of which may have one request at once. */
const haproxy: BalancerSpec = {
  ...plainBalancer,
  name: 'haproxy',
  frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }],
  backends: [
    {
      ...{ ...plainBackend, name: 'be' },
      servers: [1, 2].map((id) => ({
        ...{ ...plainServer, id, name: `s${id}`, host: `node${id}`, port: 80, maxConnections: 1 },
      })),
    },
  ],
};

/** Two servers that queue at the balancer, one client; it has run for a while. */
function underWay(eventsPerCheck = neverAll) {
  const world = new TrafficWorld([1, 1], {
    network: { ...noLatency, clientMs: exponential(0.2) },
    balancers: [haproxy],
    clients: [
      client(0.9, {
        target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
        demandMs: exponential(1.5),
        timeoutMs: 20,
      }),
    ],
    durationMs: 2000,
  });
  world.publish({ hostPorts: [80] });
  const checkAll = watchTraffic(world.traffic, world.loop, eventsPerCheck);
  for (const node of [0, 1]) world.task(node);
  world.traffic.start();
  world.loop.runUntil(200);
  return { world, checkAll, parts: world.traffic.parts, goOn: () => world.run(2000) };
}

/** A request that its client waits for, at a task. */
function oneAtTask({ parts: { requests } }: ReturnType<typeof underWay>): number {
  return [...requests.held()].find((slot) => requests.atTask[slot] === 1 && requests.ended[slot] === 0)!;
}

describe('a watch over the traffic', () => {
  it('finds nothing where all is well', () => {
    const { parts, goOn, checkAll } = underWay(50);
    goOn();
    checkAll();
    expect(parts.sink.ok[0]).toBeGreaterThan(1500);
  });

  it.each([neverAll, 100])(
    'finds a request of which nobody says that it has ended, whole check each %d events',
    (n) => {
      const { parts, goOn } = underWay(n);
      parts.sink.ok[0]!--;
      expect(goOn).toThrow(/client jobs: \d+ sent − \d+ ok/);
    },
  );

  it.each([neverAll, 100])('finds a wrong latency, whole check each %d events', (n) => {
    const run = underWay(n);
    run.parts.requests.bornMs[oneAtTask(run)]! -= 0.001;
    expect(run.goOn).toThrow(/client jobs: .* requests × ms under way, but they took/);
  });

  it('finds a task that has lost a request', () => {
    const { parts, goOn } = underWay();
    parts.stations.all[0]!.answered--;
    expect(goOn).toThrow(/task task1: a request was lost/);
  });

  it('finds a wrong time at a task', () => {
    const run = underWay();
    run.parts.requests.reachedTaskMs[oneAtTask(run)]! -= 0.001;
    expect(run.goOn).toThrow(/requests × ms in flight, but requests spent/);
  });

  it('finds a queue that is longer than those who wait in it', () => {
    const { parts, goOn } = underWay();
    const server = parts.balancers[0]!.backends[0]!.pool.server(0) as { queued: number };
    server.queued++;
    expect(goOn).toThrow(/backend be: its queues hold \d+ requests, and \d+ were told to wait/);
  });

  it('finds a wait that is too long', () => {
    const { world, parts, goOn } = underWay();
    const backend = parts.balancers[0]!.backends[0]!;
    const waits = () => [...parts.requests.held()].find((slot) => backend.pool.isQueued(slot));
    while (waits() === undefined) world.loop.step();
    const { dequeued } = backend;
    // Told later than it happened.
    backend.dequeued = (slot, server, nowMs) => dequeued.call(backend, slot, server, nowMs + 0.001);
    expect(goOn).toThrow(/backend be: .* requests × ms in its queues, but they waited/);
  });
});
