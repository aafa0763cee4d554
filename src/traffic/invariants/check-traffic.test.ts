import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainCheck, plainFrontend, plainServer } from '../balancer/plain-balancer.ts';
import type { BalanceAlgorithm, BalancerSpec, NetworkSpec } from '../spec.ts';
import type { NodeStrain } from '../station/node-strains.ts';
import { client, exponential, noLatency, TrafficWorld } from '../testing/traffic-world.ts';
import type { TaskHandle } from '../traffic-options.ts';
import { checkTraffic } from './check-traffic.ts';
import { watchTraffic } from './watch-traffic.ts';

const latencies: NetworkSpec = {
  clientMs: exponential(0.5),
  balancerMs: exponential(1),
  overlayMs: exponential(0.3),
  connectTimeoutMs: 80,
};

const step = fc.record({
  waitMs: fc.double({ min: 0, max: 40, noNaN: true }),
  what: fc.constantFrom(
    'add',
    'add',
    'drain',
    'kill',
    'deactivate',
    'remove',
    'lose',
    'back',
    'limit',
    'pause',
    'strain',
  ),
  which: fc.nat(7),
});

const bySource: BalanceAlgorithm = {
  kind: 'hash',
  of: { kind: 'source' },
  type: { lookup: 'consistent', function: 'sdbm', avalanche: true, balanceFactor: 0 },
};

const kept = { keepAlive: true, pool: 4, idleMs: 15, maxRequests: 20, lifetimeMs: 100, roundTrips: 1 };

/** Clients that keep connections: to nodes, to a service's name, to a balancer. */
const keepers = [
  client(0.4, { name: 'e', target: { kind: 'nodes', port: 80 }, timeoutMs: 15, connections: kept }),
  client(0.2, { name: 'f', target: { kind: 'service', service: 'web', port: 80 }, connections: kept }),
  client(0.4, {
    name: 'g',
    target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    timeoutMs: 20,
    connections: { ...kept, pool: 2 },
  }),
];

/** Impatient: connections and answers often come too late for it. Some servers may have few requests at once. */
const backend = fc.record({
  algorithm: fc.constantFrom<BalanceAlgorithm>(
    { kind: 'roundrobin' },
    { kind: 'leastconn' },
    { kind: 'static-rr' },
    { kind: 'random', draws: 2 },
    bySource,
  ),
  maxConnections: fc.nat(2),
  maxQueue: fc.nat(2),
  redispatch: fc.constantFrom(null, 1),
  abortOnClose: fc.boolean(),
  queueMs: fc.constantFrom(null, 4),
  /** Whatever can be tried again is; servers that are found down are cut; requests count as checks. */
  eager: fc.boolean(),
  /** Of the frontend. */
  door: fc.nat(3),
});
type Backend = typeof backend extends fc.Arbitrary<infer T> ? T : never;

function haproxy({ maxConnections, maxQueue, queueMs, eager, door, ...more }: Backend): BalancerSpec {
  const observe = eager ? ({ layer: 7, errorLimit: 2, onError: 'mark-down' } as const) : null;
  return {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be', maxConnections: door }],
    backends: [
      {
        ...plainBackend,
        ...more,
        name: 'be',
        servers: [1, 2, 3].map((id) => ({
          ...{ ...plainServer, id, name: `s${id}`, host: `node${id}`, port: 80, weight: id, maxConnections, maxQueue },
          ...{ cutsWhenDown: eager, slowStartMs: eager ? 50 : 0 },
          check: { ...plainCheck, observe, intervalMs: 30, fastIntervalMs: 10, downIntervalMs: 20, fall: 2, rise: 1 },
        })),
        retries: 2,
        retryOn: { connectionFailure: true, emptyResponse: eager, responseTimeout: eager, statuses: [] },
        timeouts: { connectMs: 2, serverMs: 10, queueMs },
      },
    ],
  };
}

const eventsPerCheck = 7;

const strains: readonly NodeStrain[] = [{ kind: 'slow', factor: 0.3 }, { kind: 'noise', cpus: 1.5 }, { kind: 'pause' }];

/** Tasks and nodes come and go at random under load; what an event touches is checked after it, and everything now and then. */
function play(
  steps: { waitMs: number; what: string; which: number }[],
  network: NetworkSpec,
  balancer: BalancerSpec,
  seed: number,
): TrafficWorld {
  const clients = [
    client(0.9, { name: 'a', target: { kind: 'nodes', port: 80 }, timeoutMs: 15 }),
    client(0.6, { name: 'b', timeoutMs: null, demandMs: exponential(3) }),
    client(0.5, { name: 'c', target: { kind: 'service', service: 'web', port: 80 }, timeoutMs: 30 }),
    client(0.5, { name: 'd', target: { kind: 'balancer', balancer: 'haproxy', port: 80 }, timeoutMs: 20 }),
    ...keepers,
  ];
  const world = new TrafficWorld([2, 0.5, 8], { network, clients, balancers: [balancer], durationMs: 500 }, seed);
  const { traffic, loop } = world;
  const tasks: TaskHandle[] = [
    world.task(0, { concurrency: 2 }),
    world.task(1, { concurrency: Number.POSITIVE_INFINITY }),
  ];
  const goOn: (() => void)[] = [];
  const checkAll = watchTraffic(traffic, loop, eventsPerCheck);
  traffic.start();
  for (const { waitMs, what, which } of steps) {
    loop.runUntil(loop.nowMs + waitMs);
    const task = tasks[which % tasks.length]!;
    const node = which % 3;
    if (what === 'add')
      tasks.push(world.task(node, { demandMs: exponential(2), concurrency: 1 + which, backlog: which }));
    else if (what === 'limit')
      tasks.push(world.task(node, { demandMs: exponential(2), concurrency: 4, backlog: which }, { limitCpus: 0.7 }));
    else if (what === 'pause') goOn.push(traffic.pause(task));
    else if (what === 'strain') goOn.push(traffic.strain(node, strains[which % strains.length]!));
    else if (what === 'drain') traffic.drain(task, () => traffic.kill(task));
    else if (what === 'kill') traffic.kill(task);
    else if (what === 'deactivate') traffic.deactivate(task);
    else if (what === 'remove') traffic.remove(task);
    else if (what === 'lose') traffic.nodeLost(node);
    else traffic.nodeBack(node);
    checkAll();
  }
  for (const end of goOn) end();
  world.run(Math.max(500, loop.nowMs));
  return world;
}

describe('the invariants of the traffic', () => {
  it.each([
    ['no latency', noLatency],
    ['latency', latencies],
  ])(
    'hold whatever happens, and every request ends: %s',
    (_, network) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 12 }), backend, fc.nat(1000), (steps, given, seed) => {
          const { traffic, loop } = play(steps, network, haproxy(given), seed);
          expect(traffic.inFlight).toBe(0);
          // The work that nobody waits for any more; health checks never end.
          loop.runUntil(loop.nowMs + 20_000);
          for (const _slot of traffic.parts.requests.held()) expect.unreachable('a request was forgotten');
        }),
        { seed: 11, numRuns: 25 },
      );
    },
    30_000,
  );

  it('finds a request that was lost', () => {
    const world = new TrafficWorld([1], { clients: [client(0.5)] });
    world.task(0);
    world.traffic.start();
    world.loop.runUntil(50);
    world.traffic.parts.sink.ok[0]!--;
    expect(() => checkTraffic(world.traffic, world.loop.nowMs)).toThrow(/client jobs: .* sent/);
  });

  it('finds a request that a balancer has lost', () => {
    const target = { kind: 'balancer', balancer: 'haproxy', port: 80 } as const;
    const limits = {
      maxConnections: 1,
      maxQueue: 0,
      redispatch: null,
      abortOnClose: false,
      queueMs: null,
      eager: false,
      door: 0,
    };
    const balancer = haproxy({ algorithm: { kind: 'roundrobin' }, ...limits });
    const world = new TrafficWorld([1, 1, 1], { clients: [client(5, { target })], balancers: [balancer] });
    world.publish({ hostPorts: [80] });
    for (const node of [0, 1, 2]) world.task(node, { demandMs: exponential(5) });
    const { traffic, loop } = world;
    loop.afterEvent = () => checkTraffic(traffic, loop.nowMs);
    traffic.start();
    loop.runUntil(20);
    const { pool } = traffic.parts.balancers[0]!.backends[0]!;
    const waits = [...traffic.parts.requests.held()].find((slot) => pool.isQueued(slot))!;
    pool.leave(waits, 20);
    expect(() => checkTraffic(traffic, 20)).toThrow(/neither waits nor has a server/);
  });

  it('finds a wrong sojourn', () => {
    const world = new TrafficWorld([1], { clients: [client(0.5)] });
    const task = world.task(0);
    world.traffic.start();
    world.loop.runUntil(50);
    world.traffic.parts.stations.all[task]!.stayMs += 0.001;
    expect(() => checkTraffic(world.traffic, world.loop.nowMs)).toThrow(/requests spent/);
  });
});
