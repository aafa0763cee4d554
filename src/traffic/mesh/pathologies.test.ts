import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainCheck, plainFrontend, plainServer } from '../balancer/plain-balancer.ts';
import type { BalancerBackend, BalancerSpec, ClientSpec, ConnectionSpec } from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';

/** What Swarm's balancing is known for, each as small as it can be shown. */

function haproxy(nodes: number, backend: Partial<BalancerBackend> = {}): BalancerSpec {
  const servers = Array.from({ length: nodes }, (_, index) => ({
    ...plainServer,
    id: index + 1,
    name: `s${index + 1}`,
    host: `node${index + 1}`,
    port: 80,
  }));
  return {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, name: 'front', ports: [80], defaultBackend: 'nodes' }],
    backends: [{ ...plainBackend, name: 'nodes', servers, ...backend }],
  };
}

/** A request each 10 ms, from 10 ms after a second on: everybody has heard of everything then. */
function even(more: Partial<ClientSpec> = {}): ClientSpec {
  return client(0, {
    target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 0.1 } },
    fromMs: 1000,
    trace: 1,
    ...more,
  });
}

function world(nodes: number, clients: readonly ClientSpec[], requests: number, spec = haproxy(nodes)): TrafficWorld {
  const cpus = Array(nodes).fill(8);
  return new TrafficWorld(cpus, { clients, balancers: [spec], durationMs: 1005 + 10 * requests, intervalMs: 1e6 });
}

/** Requests that each task answered. */
function shares(of: TrafficWorld): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { task, outcome } of of.traces) if (outcome === 'ok') counts[task] = (counts[task] ?? 0) + 1;
  return counts;
}

describe('two stages of round robin', () => {
  it('are even over uneven nodes behind the mesh', () => {
    const mesh = world(2, [even()], 120);
    for (const node of [0, 0, 0, 1]) mesh.task(node);
    mesh.traffic.start();
    mesh.run(2205);
    expect(shares(mesh)).toEqual({ task1: 30, task2: 30, task3: 30, task4: 30 });
  });

  it('give each node the same in host mode, and a node without a task nothing but refusals', () => {
    const host = world(3, [even()], 120, haproxy(3, { retries: 0 }));
    host.publish({ hostPorts: [80] });
    for (const node of [0, 1]) host.task(node);
    host.traffic.start();
    host.run(2205);
    expect(shares(host)).toEqual({ task1: 40, task2: 40 });
    expect(host.traces.filter(({ outcome }) => outcome === 'refused')).toHaveLength(40);
  });

  it('let all nodes send to the same task at once, then to the next: cursors that began together', () => {
    // Everybody heard of them long ago, in the order in which they came.
    const herd = new TrafficWorld([8, 8, 8, 8], {
      ...{ clients: [even({ fromMs: 70_000 })], balancers: [haproxy(4)] },
      ...{ durationMs: 70_165, intervalMs: 1e6 },
    });
    for (let k = 0; k < 4; k++) herd.task(0);
    herd.traffic.start();
    herd.run(70_165);
    expect(herd.traces.map(({ task }) => task.slice(4)).join('')).toBe('4444333322221111');
  });
});

describe('a scale-up', () => {
  const kept: ConnectionSpec = {
    ...{ keepAlive: true, pool: 4, idleMs: 1e6, roundTrips: 1 },
    ...{ maxRequests: Number.POSITIVE_INFINITY, lifetimeMs: Number.POSITIVE_INFINITY },
  };

  function scaled(connections: ConnectionSpec | null): string[] {
    const direct = { kind: 'node', node: 'node1', port: 80 } as const;
    const of = world(1, [even({ target: direct, connections })], 100);
    for (let k = 0; k < 2; k++) of.task(0, { demandMs: constant(25), concurrency: 8 });
    of.traffic.start();
    of.loop.runUntil(1500);
    for (let k = 0; k < 2; k++) of.task(0, { demandMs: constant(25), concurrency: 8 });
    of.run(2005);
    return of.traces.filter(({ time_s }) => time_s > 1.55).map(({ task }) => task);
  }

  it('leaves new tasks idle where connections are kept, and few connections are balanced as connections', () => {
    expect(new Set(scaled(kept))).toEqual(new Set(['task1', 'task2']));
  });

  it('meets the new tasks together, the newest first, once a lap', () => {
    const tasks = scaled(null).join(' ');
    expect(tasks).toContain('task4 task3 task2 task1 task4 task3 task2 task1');
  });
});

describe('a service by its name', () => {
  const target = { kind: 'service', service: 'web', port: 80 } as const;

  it.each([
    ['once', Number.POSITIVE_INFINITY, 'refused'],
    ['each 200 ms', 200, 'ok'],
    ['for each connection', 0, 'ok'],
  ])('is stale where DNS is asked %s', (_, resolveMs, atTheEnd) => {
    const of = world(1, [even({ target: { ...target, resolveMs } })], 100);
    of.publish({ mode: 'dnsrr' });
    of.task(0);
    of.traffic.start();
    of.loop.runUntil(1200);
    expect(new Set(of.traces.map(({ outcome }) => outcome))).toEqual(new Set(['ok']));
    of.task(0);
    of.loop.runUntil(1500);
    of.traffic.kill(0);
    of.traffic.remove(0);
    of.run(2005);
    expect(of.traces.at(-1)!.outcome).toBe(atTheEnd);
  });

  it('shares the round robin of the node on which its client runs', () => {
    const clients = ['a', 'b'].map((name) => even({ name, target: { ...target, node: 'node1' } }));
    const of = world(1, clients, 6);
    for (let k = 0; k < 3; k++) of.task(0);
    of.traffic.start();
    of.run(1065);
    expect(of.traces.map(({ task }) => task.slice(4)).join('')).toBe('321321321321');
  });

  it('gets an address no more when its task is told to stop', () => {
    const of = world(1, [even({ target })], 60);
    of.publish({ mode: 'dnsrr' });
    of.task(0);
    of.task(0);
    of.traffic.start();
    of.loop.runUntil(1055);
    of.traffic.deactivate(0);
    of.run(1605);
    expect(new Set(of.traces.filter(({ time_s }) => time_s > 1.3).map(({ task }) => task))).toEqual(new Set(['task2']));
  });
});

describe('a health check of a published port', () => {
  const check = { ...plainCheck, intervalMs: 100, fastIntervalMs: 100, downIntervalMs: 100 };

  function checked(fall: number, more: readonly ClientSpec[]): TrafficWorld {
    const spec = haproxy(1);
    const servers = spec.backends[0]!.servers.map((server) => ({ ...server, check: { ...check, fall } }));
    const of = new TrafficWorld([8, 8], {
      ...{ clients: more, balancers: [{ ...spec, backends: [{ ...spec.backends[0]!, servers }] }] },
      ...{ durationMs: 10_000, intervalMs: 1e6 },
    });
    const bad = of.task(0);
    of.task(0);
    of.task(0);
    // It runs and does not listen.
    of.traffic.drain(bad, () => {});
    of.traffic.start();
    of.run(10_000);
    return of;
  }

  it('tests some task: with three of which one is bad, never two failures in a row', () => {
    expect(checked(1, []).serverChanges.length).toBeGreaterThan(10);
    expect(checked(2, []).serverChanges).toEqual([]);
  });

  it('finds a node without tasks up', () => {
    const spec = haproxy(2);
    const servers = spec.backends[0]!.servers.map((server) => ({ ...server, check }));
    const of = new TrafficWorld([8, 8], {
      balancers: [{ ...spec, backends: [{ ...spec.backends[0]!, servers }] }],
      durationMs: 5000,
    });
    of.task(0);
    of.traffic.start();
    of.loop.runUntil(5000);
    expect(of.serverChanges.filter((change) => change.includes('s2') && Number(change.split(' ')[0]) > 1000)).toEqual(
      [],
    );
  });
});
