import { describe, expect, it } from 'vitest';
import type { ClientSpec, ConnectionSpec, NetworkSpec } from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';

const kept: ConnectionSpec = {
  keepAlive: true,
  pool: 1,
  idleMs: 1e6,
  maxRequests: Number.POSITIVE_INFINITY,
  lifetimeMs: Number.POSITIVE_INFINITY,
  roundTrips: 1,
};

const hops: NetworkSpec = {
  clientMs: constant(1),
  balancerMs: constant(2),
  overlayMs: constant(4),
  connectTimeoutMs: 100,
};

/** Sends every 10 ms, from 10 ms on, and traces all. */
function keeper(connections: Partial<ConnectionSpec>, more: Partial<ClientSpec> = {}): ClientSpec {
  const arrivals = { kind: 'constant', rate: { kind: 'constant', perMs: 0.1 } } as const;
  return client(0, { arrivals, trace: 1, connections: { ...kept, ...connections }, ...more });
}

function tasksOf(world: TrafficWorld): string[] {
  return world.traces.map(({ task }) => task);
}

describe('a client that keeps its connections', () => {
  it('pays a round trip for each, before the first request travels', () => {
    const world = new TrafficWorld([1], { clients: [keeper({})], network: hops, durationMs: 45 });
    world.task(0);
    world.traffic.start();
    world.run(45);
    // There and back 2, of the handshake 2, served 1.
    expect(world.traces.map((row) => [row.latency_ms, row.connect_ms])).toEqual([
      [5, 2],
      [3, 0],
      [3, 0],
      [3, 0],
    ]);
  });

  it('pays for it to the task on the other node, and for TLS once more', () => {
    const clients = [keeper({ roundTrips: 2 }, { fromMs: 990 })];
    const world = new TrafficWorld([1, 1], { clients, network: hops, durationMs: 1105 });
    world.task(1);
    world.traffic.start();
    world.run(1105);
    // 2 × (1 + 4) there and back, twice that for two round trips, 1 of service; those that leave meanwhile wait for it.
    expect(world.traces[0]).toMatchObject({ latency_ms: 31, connect_ms: 20, network_ms: 10, service_ms: 1 });
    expect(world.traces[1]).toMatchObject({ latency_ms: 32, connect_ms: 0, network_ms: 10, queue_ms: 21 });
  });

  it('stays on the task that it got, and new tasks stay idle', () => {
    const world = new TrafficWorld([1], { clients: [keeper({})], durationMs: 95 });
    world.task(0);
    world.traffic.start();
    world.loop.runUntil(35);
    world.task(0);
    world.run(95);
    expect(new Set(tasksOf(world))).toEqual(new Set(['task1']));
  });

  it.each([
    ['they may be used no more than once', { keepAlive: false }],
    ['they carry two requests', { maxRequests: 2 }],
    ['they grow old', { lifetimeMs: 15 }],
    ['they are idle for too long', { idleMs: 5 }],
  ])('finds a new task if %s', (_, connections) => {
    const world = new TrafficWorld([1], { clients: [keeper(connections)], durationMs: 95 });
    world.task(0);
    world.traffic.start();
    world.loop.runUntil(35);
    world.task(0);
    world.run(95);
    expect(new Set(tasksOf(world))).toEqual(new Set(['task1', 'task2']));
    // What it closes is forgotten.
    world.loop.runUntil(1000);
    expect(world.traffic.parts.connections!.inUse).toBeLessThanOrEqual(1);
  });

  it('lets requests wait until a connection is free, first come first served', () => {
    const arrivals = { kind: 'trace', trace: { timesMs: [10, 11, 12], demandsMs: null } } as const;
    const world = new TrafficWorld([1], { clients: [keeper({}, { arrivals })], durationMs: 95 });
    world.task(0, { demandMs: constant(5), concurrency: 8 });
    world.traffic.start();
    world.run(95);
    expect(world.traces.map((row) => [row.time_s, row.latency_ms, row.queue_ms, row.service_ms])).toEqual([
      [0.015, 5, 0, 5],
      [0.02, 9, 4, 5],
      [0.025, 13, 8, 5],
    ]);
  });

  it('opens as many as it needs and may', () => {
    const arrivals = { kind: 'trace', trace: { timesMs: [10, 10, 10, 10], demandsMs: null } } as const;
    const world = new TrafficWorld([8], { clients: [keeper({ pool: 3 }, { arrivals })], durationMs: 95 });
    world.task(0, { demandMs: constant(5), concurrency: 8 });
    world.traffic.start();
    world.run(95);
    expect(world.traces.map(({ latency_ms }) => latency_ms)).toEqual([5, 5, 5, 10]);
    expect(world.traffic.parts.connections!.countOf(0)).toBe(3);
  });

  it('stays on a task whose weight is 0, which answers while it drains', () => {
    const newcomer = keeper({}, { name: 'newcomer', fromMs: 28, untilMs: 39 });
    const world = new TrafficWorld([1], { clients: [keeper({}), newcomer], durationMs: 55 });
    const task = world.task(0);
    world.traffic.start();
    world.loop.runUntil(25);
    world.traffic.deactivate(task);
    world.loop.runUntil(35);
    world.traffic.drain(task, () => {});
    world.run(55);
    expect(world.traces.map((row) => [row.client, row.outcome])).toEqual([
      ...Array(3).fill(['jobs', 'ok']),
      ['newcomer', 'no_backend'],
      ...Array(2).fill(['jobs', 'ok']),
    ]);
  });

  it('is told at once when its task ends, and opens another one', () => {
    const world = new TrafficWorld([1], { clients: [keeper({})], durationMs: 45 });
    const task = world.task(0);
    world.task(0);
    world.traffic.start();
    world.loop.runUntil(25);
    expect(tasksOf(world)).toEqual(['task2', 'task2']);
    world.traffic.kill(task + 1);
    world.traffic.remove(task + 1);
    world.run(45);
    expect(world.traces.slice(2).map((row) => [row.task, row.outcome])).toEqual([
      ['task1', 'ok'],
      ['task1', 'ok'],
    ]);
  });

  it('hears nothing from a lost machine until it gives up, and leaves that connection', () => {
    const clients = [keeper({}, { timeoutMs: 8, fromMs: 990 })];
    const world = new TrafficWorld([1, 1], { clients, durationMs: 1060 });
    const far = world.task(1);
    world.traffic.start();
    world.loop.runUntil(1015);
    world.task(0);
    world.loop.runUntil(1025);
    expect(world.traffic.parts.connections!.countOf(far)).toBe(1);
    world.traffic.nodeLost(1);
    world.run(1060);
    expect(world.traces.map((row) => `${row.outcome} ${row.task}`)).toEqual([
      'ok task1',
      'ok task1',
      'ok task1',
      'timeout task1',
      'ok task2',
      'ok task2',
    ]);
  });

  it('is reset when its entry node has booted, or its destination is gone from the table', () => {
    for (const [what, outcomes] of [
      [(world: TrafficWorld) => world.traffic.remove(0), ['reset', 'no_backend']],
      [reboot, ['reset', 'ok']],
    ] as const) {
      const world = new TrafficWorld([1, 1], { clients: [keeper({}, { fromMs: 990 })], durationMs: 1605 });
      world.task(1);
      world.traffic.start();
      world.loop.runUntil(1005);
      what(world);
      world.run(1605);
      const all = world.traces.map(({ outcome }) => outcome);
      const reset = all.indexOf('reset');
      expect(all.slice(reset, reset + 2)).toEqual(outcomes);
      expect(all.slice(0, reset)).toEqual(Array(reset).fill('ok'));
    }
  });
});

/** Its entry node is away for a moment. */
function reboot(world: TrafficWorld): void {
  world.traffic.nodeLost(0);
  world.traffic.nodeBack(0);
}
