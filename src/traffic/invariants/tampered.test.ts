import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from '../balancer/plain-balancer.ts';
import type { BalancerSpec } from '../spec.ts';
import type { Station } from '../station/station.ts';
import { client, exponential, TrafficWorld } from '../testing/traffic-world.ts';
import { checkTraffic } from './check-traffic.ts';

const perRequestBytes = 1000;
const memory = { baseBytes: 1e6, perRequestBytes, leakBytes: 0 };

/** Two tasks with limits share one node's CPUs, and have more to do than they can. */
function busy() {
  const world = new TrafficWorld([2], { clients: [client(2, { demandMs: exponential(3) })], durationMs: 2000 });
  for (let i = 0; i < 2; i++) world.task(0, { concurrency: 3, backlog: 5, memory }, { limitCpus: 0.8 });
  world.traffic.start();
  world.loop.runUntil(200);
  const { stations } = world.traffic.parts;
  return { world, stations, station: stations.all[0]!, check: () => checkTraffic(world.traffic, world.loop.nowMs) };
}

/** One server that may have one request at once, and some that wait for it. */
function queueing() {
  const haproxy: BalancerSpec = {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }],
    backends: [
      {
        ...{ ...plainBackend, name: 'be' },
        servers: [{ ...plainServer, id: 1, name: 's1', host: 'node1', port: 80, maxConnections: 1 }],
      },
    ],
  };
  const target = { kind: 'balancer', balancer: 'haproxy', port: 80 } as const;
  const clients = [client(2, { target, demandMs: exponential(3) })];
  const world = new TrafficWorld([1], { clients, balancers: [haproxy], durationMs: 2000 });
  world.publish({ hostPorts: [80] });
  world.task(0);
  world.traffic.start();
  world.loop.runUntil(200);
  const { pool } = world.traffic.parts.balancers[0]!.backends[0]!;
  // Counters, written here only.
  const server = pool.server(0) as { current: number; queued: number; served: number };
  return { pool, server, check: () => checkTraffic(world.traffic, world.loop.nowMs) };
}

type Writable<T> = { -readonly [Name in keyof T]: T[Name] };
type Tamper = (station: Writable<Station>, all: ReturnType<typeof busy>) => void;

const atTasks: readonly (readonly [string, Tamper, RegExp])[] = [
  ['a request that was lost', (station) => station.accepted++, /task task1: a request was lost/],
  ['one that waits though it could be served', (station) => (station.concurrency = 4), /although it could serve them/],
  ['more at once than a task serves', (station) => (station.concurrency = 2), /it serves more than 2/],
  ['more that wait than may', (station) => (station.backlogLimit = 1), /more than 1 wait/],
  ['requests at a task that is gone', (station) => (station.state = 'gone'), /it is gone and holds requests/],
  [
    'an integral of others that wait',
    (_, { stations, world }) => stations.backlogs.change(0, 1, world.loop.nowMs),
    /the integral is of another number that wait/,
  ],
  [
    'an integral of others that call',
    (_, { stations, world }) => stations.calling.change(0, 1, world.loop.nowMs),
    /the integral is of another number that call/,
  ],
  [
    'an integral of others in flight',
    (_, { stations, world }) => stations.inFlight.change(0, 1, world.loop.nowMs),
    /the integral is of another number in flight/,
  ],
  [
    'a service that counts others that wait',
    (station, { stations }) => stations.backlogsOfServices.up(station.service),
    /service web counts \d+ requests that wait/,
  ],
  [
    'CPUs that work for nobody',
    (_, { stations, world }) => stations.cpus[0]!.end(world.loop.nowMs),
    /node 0: CPUs work for \d+ requests, tasks serve \d+/,
  ],
  [
    'memory that nobody uses',
    (station, { stations }) => stations.memory.changed(0, station, perRequestBytes),
    /bytes of memory in use, and its tasks use/,
  ],
];

describe('a look at the traffic finds', () => {
  it.each(atTasks)('%s', (_, tamper, message) => {
    const all = busy();
    all.check();
    tamper(all.station, all);
    expect(all.check).toThrow(message);
  });

  it.each([
    ['above its limit', 1, /task \d has 1.8 CPUs, and may have 0.8/],
    ['too few where a task wants more', -0.3, /1.3 of 2 CPUs work, and 1.6 should/],
  ])('a task that has CPUs %s', (_, by, message) => {
    const { stations, check } = busy();
    const cpus = stations.cpus[0]!;
    const [first, ...others] = cpus.grants()!;
    cpus.grants = () => [{ ...first!, cpus: first!.cpus + by }, ...others];
    expect(check).toThrow(message);
  });

  it.each([
    ['has others', 'current', /it counts \d+ requests and has \d+/],
    ['keeps others waiting', 'queued', /it counts \d+ that wait for it, and \d+ do/],
    ['serves more than it has', 'served', /2 of its 1 requests count among those served/],
  ] as const)('a server that %s', (_, counter, message) => {
    const { server, check } = queueing();
    check();
    server[counter]++;
    expect(check).toThrow(message);
  });
});
