import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from './balancer/plain-balancer.ts';
import type { BalancerSpec, RetrySpec } from './spec.ts';
import { client, constant, exponential, TrafficWorld } from './testing/traffic-world.ts';

const haproxy: BalancerSpec = {
  ...plainBalancer,
  name: 'haproxy',
  frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }],
  backends: [
    {
      ...plainBackend,
      name: 'be',
      servers: [1, 2, 3].map((id) => ({
        ...plainServer,
        id,
        name: `s${id}`,
        host: `node${id}`,
        port: 80,
        maxConnections: 2,
      })),
      redispatch: 1,
      timeouts: { connectMs: 50, serverMs: null, queueMs: null },
    },
  ],
};

const network = { clientMs: constant(1), balancerMs: constant(2), overlayMs: constant(4), connectTimeoutMs: 1000 };

/** Node 3 is not in the mesh: it refuses. */
function play(target: 'haproxy' | 'nodes'): TrafficWorld {
  const to = target === 'haproxy' ? { kind: 'balancer', balancer: target, port: 80 } : { kind: 'nodes', port: 80 };
  const clients = [client(0.25, { target: to as never, trace: 1 })];
  const world = new TrafficWorld([1, 1, 1], { network, clients, balancers: [haproxy], durationMs: 4000 }, 5);
  world.traffic.leaveMesh(2);
  world.task(0, { demandMs: exponential(4) });
  world.task(1, { demandMs: exponential(4) });
  world.traffic.start();
  world.run(4000);
  return world;
}

describe('the parts of a latency', () => {
  it.each(['haproxy', 'nodes'] as const)('add up to it, and the network is its hops: %s', (target) => {
    const answered = play(target).traces.filter(({ outcome }) => outcome === 'ok');
    expect(answered.length).toBeGreaterThan(100);
    const toBalancer = target === 'haproxy' ? 4 : 0;
    for (const row of answered) {
      const sumMs = row.queue_ms + row.connect_ms + row.network_ms + row.backlog_ms + row.service_ms;
      expect(sumMs).toBeCloseTo(row.latency_ms, 9);
      const elsewhere = row.entry_node !== row.node;
      expect(row.network_ms).toBeCloseTo(2 + toBalancer + (elsewhere ? 8 : 0), 9);
    }
    for (const part of ['backlog_ms', 'service_ms'] as const) expect(answered.some((row) => row[part] > 0)).toBe(true);
    const balanced = target === 'haproxy';
    // A refusal takes a hop there and one back, and waits for nothing where another server is there.
    expect(answered.some(({ connect_ms }) => Math.abs(connect_ms - 4) < 1e-9)).toBe(balanced);
    expect(answered.some(({ queue_ms }) => queue_ms > 0)).toBe(balanced);
  });

  it('are summed up by client and interval as they are', () => {
    const world = play('haproxy');
    const answered = world.traces.filter(({ outcome }) => outcome === 'ok');
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const parts = world.traffic.clientTally('jobs').partColumns();
    const queues = answered.map((row) => row.queue_ms).sort((a, b) => a - b);
    expect(parts.queue.mean_ms).toBeCloseTo(mean(queues), 9);
    expect(parts.queue.p99_ms! / queues[Math.ceil(0.99 * queues.length) - 1]!).toBeCloseTo(1, 1.5);
    expect(parts.connect.p50_ms).toBe(0);
    const first = answered.filter(({ time_s }) => time_s < 0.1);
    const row = world.traffic.partRows().find(({ time_s, part }) => time_s === 0 && part === 'service');
    expect(row?.mean_ms).toBeCloseTo(mean(first.map(({ service_ms }) => service_ms)), 9);
  });

  it('are those of the hops, which follow each other without a gap', () => {
    const world = play('haproxy');
    world.traces.forEach((row, index) => {
      const hops = world.hops[index]!;
      const spent = (what: string) =>
        hops.filter((hop) => hop.what === what).reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
      hops.slice(1).forEach((hop, at) => {
        expect(hop.startMs).toBe(hops[at]!.endMs);
      });
      expect(hops[0]!.startMs).toBeCloseTo(1000 * row.time_s - row.latency_ms, 9);
      expect(hops.at(-1)!.endMs).toBeCloseTo(1000 * row.time_s, 9);
      expect(spent('service')).toBeCloseTo(row.service_ms, 9);
      if (row.connect_ms === 0) expect(spent('balancer')).toBeCloseTo(row.queue_ms, 9);
      if (row.connect_ms === 0 && row.outcome === 'ok') expect(spent('backlog')).toBeCloseTo(row.backlog_ms, 9);
    });
  });

  it('of a client that tries again: what was before the attempt that was answered; each attempt has its hops', () => {
    const retries: RetrySpec = {
      ...{ attempts: 3, on: ['refused'], tryTimeoutMs: null, budget: null },
      ...{ backoff: { baseMs: 5, factor: 2, maxMs: 50 }, jitter: 'none' },
    };
    const clients = [client(0.1, { target: { kind: 'nodes', port: 80 }, trace: 1, retries })];
    const world = new TrafficWorld([1, 1], { network, clients, durationMs: 4000 }, 5);
    world.traffic.leaveMesh(1);
    world.task(0, { demandMs: exponential(4) });
    world.traffic.start();
    world.run(4000);
    const again = world.traces.flatMap((row, index) => (row.retries_ms > 0 ? [{ row, hops: world.hops[index]! }] : []));
    expect(again.length).toBeGreaterThan(10);
    for (const { row, hops } of again) {
      const sumMs = row.retries_ms + row.network_ms + row.backlog_ms + row.service_ms;
      expect(sumMs).toBeCloseTo(row.latency_ms, 9);
      expect(hops.filter(({ what }) => what === 'way there').map(({ attempt }) => attempt)).toEqual(
        [1, 2, 3].slice(0, Math.max(...hops.map(({ attempt }) => attempt))),
      );
      for (const { endMs } of hops) expect(endMs).toBeLessThanOrEqual(1000 * row.time_s + 1e-6);
    }
  });
});
