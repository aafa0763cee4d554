import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from '../balancer/plain-balancer.ts';
import type { BalancerBackend, BalancerSpec, ClientSpec, ServerConnections } from '../spec.ts';
import { client, TrafficWorld } from '../testing/traffic-world.ts';

const kept = {
  keepAlive: true,
  pool: 1,
  idleMs: 1e6,
  maxRequests: Number.POSITIVE_INFINITY,
  lifetimeMs: Number.POSITIVE_INFINITY,
  roundTrips: 1,
};

function haproxy(backend: Partial<BalancerBackend>): BalancerSpec {
  const { mode = 'http' } = backend;
  return {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, mode, name: 'front', ports: [80], defaultBackend: 'nodes' }],
    backends: [
      {
        ...plainBackend,
        name: 'nodes',
        servers: [1, 2].map((id) => ({ ...plainServer, id, name: `s${id}`, host: `node${id}`, port: 80 })),
        ...backend,
      },
    ],
  };
}

function closedByFrontend(): BalancerSpec {
  const spec = haproxy({});
  return { ...spec, frontends: spec.frontends.map((each) => ({ ...each, connectionMode: 'http-server-close' })) };
}

/** A request each 10 ms from 10 ms on. */
function asker(name: string, more: Partial<ClientSpec> = {}): ClientSpec {
  return client(0, {
    name,
    target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 0.1 } },
    trace: 1,
    connections: kept,
    ...more,
  });
}

/** Two nodes in front of four tasks of node 1, which both know since long. */
function play(spec: BalancerSpec, clients: readonly ClientSpec[], requests: number): TrafficWorld {
  const late = clients.map((each) => ({ ...each, fromMs: each.fromMs + 1000 }));
  const world = new TrafficWorld([4, 4], { clients: late, balancers: [spec], durationMs: 1005 + 10 * requests });
  for (let k = 0; k < 4; k++) world.task(0);
  world.traffic.start();
  world.run(1005 + 10 * requests);
  return world;
}

function tasks(world: TrafficWorld): string {
  return world.traces.map(({ task }) => task.replace('task', '')).join('');
}

function reuse(how: ServerConnections['reuse']): ServerConnections {
  return { mode: 'http-keep-alive', reuse: how };
}

describe("a balancer's connections to its servers", () => {
  it('each stay on the task that IPVS gave them: with one client, one for each server', () => {
    // Node 2 has the tasks in the order in which it heard of them.
    const world = play(haproxy({}), [asker('one')], 8);
    const [first, second] = tasks(world);
    expect(tasks(world)).toBe(`${first}${second}`.repeat(4));
  });

  it.each([
    ['backend', haproxy({ connections: { mode: 'http-server-close', reuse: 'safe' } })],
    ['frontend', closedByFrontend()],
  ])('are made for each request if the %s wants them closed: the cursors go on', (_, spec) => {
    const world = play(spec, [asker('one')], 8);
    expect(new Set(tasks(world)).size).toBe(4);
    const atNode1 = world.traces.filter(({ entry_node }) => entry_node === 'node1').map(({ task }) => task);
    expect(atNode1).toEqual(['task4', 'task3', 'task2', 'task1']);
  });

  it('close that of the client as well with httpclose', () => {
    const closing = haproxy({ connections: { mode: 'httpclose', reuse: 'safe' } });
    const world = play(closing, [asker('one', { connections: { ...kept, pool: 9 } })], 8);
    expect(new Set(tasks(world)).size).toBe(4);
    expect(world.traffic.parts.connections!.inUse).toBe(0);
  });

  it.each([
    // A client's first request opens one; those of clients that keep none are first ones for ever.
    ['safe', 4],
    // They share those that a second request has proven.
    ['aggressive', 2],
    ['always', 1],
  ] as const)('are shared by clients that keep none: %s', (how, reached) => {
    const one = { ...haproxy({ connections: reuse(how) }) };
    const server = one.backends[0]!.servers.slice(0, 1);
    const spec = { ...one, backends: [{ ...one.backends[0]!, servers: server }] };
    const keepsOne = asker('keeper', { untilMs: 1035 });
    const plain = asker('plain', { connections: null, fromMs: 45 });
    const world = play(spec, how === 'aggressive' ? [keepsOne, plain] : [plain], 12);
    const plainTasks = world.traces.filter((row) => row.client === 'plain').map(({ task }) => task);
    expect(new Set(plainTasks).size).toBe(how === 'aggressive' ? 1 : reached);
  });

  it('belong to one client with http-reuse never', () => {
    const world = play(haproxy({ connections: reuse('never') }), [asker('a'), asker('b', { fromMs: 3 })], 12);
    for (const name of ['a', 'b']) {
      const own = world.traces.filter((row) => row.client === name);
      // One a server, or a new one whenever the turn comes to the other server's.
      expect(own.every(({ outcome }) => outcome === 'ok')).toBe(true);
    }
    expect(world.traffic.parts.connections!.inUse).toBeLessThanOrEqual(6);
  });

  it('in mode tcp are one for each of the clients’: one choice, whatever becomes of the server', () => {
    const spec = haproxy({ mode: 'tcp' });
    const clients = [asker('a'), asker('b', { fromMs: 3 })];
    const late = clients.map((each) => ({ ...each, fromMs: each.fromMs + 1000 }));
    const world = new TrafficWorld([4, 4], { clients: late, balancers: [spec], durationMs: 1105 });
    for (let k = 0; k < 4; k++) world.task(0);
    world.traffic.start();
    world.loop.runUntil(1055);
    const { pool } = world.traffic.parts.balancers[0]!.backends[0]!;
    expect([pool.server(0).served, pool.server(1).served]).toEqual([1, 1]);
    pool.setAdmin(0, 'drain', 1055);
    world.run(1105);
    const pathsOf = (name: string) =>
      new Set(world.traces.filter((row) => row.client === name).map((row) => `${row.balancer_server} ${row.task}`));
    expect(pathsOf('a').size).toBe(1);
    expect(pathsOf('b').size).toBe(1);
    // The task ends: so do both connections, and the place at the server.
    for (let task = 0; task < 4; task++) world.traffic.kill(task);
    expect(world.traffic.parts.connections!.inUse).toBe(0);
    expect([pool.server(0).served, pool.server(1).served]).toEqual([0, 0]);
    for (const _slot of world.traffic.parts.requests.held()) expect.unreachable('a place was forgotten');
  });

  it('are purged when they are not needed: half of them each 5 s', () => {
    const burst = { kind: 'trace', trace: { timesMs: Array(8).fill(0), demandsMs: null } } as const;
    const spec = haproxy({ connections: reuse('always') });
    const one = { ...spec, backends: [{ ...spec.backends[0]!, servers: spec.backends[0]!.servers.slice(0, 1) }] };
    const clients = [asker('plain', { connections: null, arrivals: burst })];
    const world = new TrafficWorld([4, 4], { clients, balancers: [one], durationMs: 60_000, intervalMs: 60_000 });
    for (let k = 0; k < 4; k++) world.task(0, { concurrency: 9 });
    world.traffic.start();
    const counts = [4000, 6000, 11_000, 16_000, 21_000, 30_000].map((atMs) => {
      world.loop.runUntil(atMs);
      return world.traffic.parts.connections!.inUse;
    });
    expect(counts).toEqual([8, 8, 8, 6, 4, 2]);
  });
});
