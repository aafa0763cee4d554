import { describe, expect, it } from 'vitest';
import type { BalancerBackend, BalancerServer, ClientSpec } from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from './plain-balancer.ts';

const serviceMs = 50;

function server(index: number, more: Partial<BalancerServer> = {}): BalancerServer {
  return { ...plainServer, name: `s${index + 1}`, id: index + 1, host: `10.0.0.${index + 1}`, port: 80, ...more };
}

/** A client that sends a request each 10 ms, five in all. */
function jobs(more: Partial<ClientSpec> = {}): ClientSpec {
  return client(0, {
    target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    arrivals: { kind: 'trace', trace: { timesMs: [10, 20, 30, 40, 50], demandsMs: null } },
    trace: 1,
    ...more,
  });
}

/** Each server is a node with one task that takes 50 ms a request, with room for many. */
function world(
  servers: readonly Partial<BalancerServer>[],
  { backend = {}, clients = [jobs()] }: { backend?: Partial<BalancerBackend>; clients?: ClientSpec[] } = {},
): TrafficWorld {
  const balancer = {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, name: 'front', ports: [80], defaultBackend: 'nodes' }],
    backends: [{ ...plainBackend, name: 'nodes', servers: servers.map((more, i) => server(i, more)), ...backend }],
  };
  const made = new TrafficWorld(
    servers.map(() => 8),
    { clients, balancers: [balancer], durationMs: 60 },
  );
  made.publish({ hostPorts: [80] });
  for (const node of servers.keys()) made.task(node, { demandMs: constant(serviceMs), concurrency: 8 });
  made.traffic.start();
  made.run(60);
  return made;
}

function waits(of: TrafficWorld): [string, number, number][] {
  return of.traces.map(({ balancer_server, queue_ms, latency_ms }) => [balancer_server, queue_ms, latency_ms]);
}

describe('a balancer whose servers may have one request at a time', () => {
  const one = { maxConnections: 1 };

  it('keeps the others, and sends the oldest to the server that is free first', () => {
    expect(waits(world([one, one]))).toEqual([
      ['s1', 0, 50],
      ['s2', 0, 50],
      ['s1', 30, 80],
      ['s2', 30, 80],
      ['s1', 60, 110],
    ]);
  });

  it('leaves nothing behind', () => {
    const done = world([one, one]);
    expect(done.traffic.parts.stations.all.map(({ answered }) => answered)).toEqual([3, 2]);
    expect([...done.traffic.parts.requests.held()]).toEqual([]);
  });

  it('sends a request whose client is gone when its turn comes', () => {
    const done = world([one], { clients: [jobs({ timeoutMs: 60 })] });
    // Sent at 10, 60, 110, 160 and 210; only the first has its answer in time, and the second waited for 40 of its 60 ms.
    expect(done.traces.map(({ outcome, queue_ms }) => [outcome, queue_ms])).toEqual([
      ['ok', 0],
      ['timeout', 40],
      ['timeout', 60],
      ['timeout', 60],
      ['timeout', 60],
    ]);
    while (done.loop.step());
    expect(done.traffic.parts.stations.all[0]?.answered).toBe(5);
  });

  it.each([
    [false, 6],
    // Those of 10, 20 and 30 have left the queue when its turn comes at 55.
    [true, 3],
  ])('forgets it with option abortonclose (%s)', (abortOnClose, answered) => {
    const patient = jobs({
      name: 'patient',
      arrivals: { kind: 'trace', trace: { timesMs: [5], demandsMs: null } },
    });
    const clients = [patient, jobs({ timeoutMs: 20 })];
    const done = world([one], { clients, backend: { abortOnClose } });
    while (done.loop.step());
    expect(done.traffic.parts.stations.all[0]?.answered).toBe(answered);
    expect([...done.traffic.parts.requests.held()]).toEqual([]);
  });
});

describe('a balancer by leastconn', () => {
  it('gives the next request to the server that has the fewest', () => {
    const servers = [{ weight: 1 }, { weight: 2 }];
    expect(
      world(servers, { backend: { algorithm: { kind: 'leastconn' } } }).traces.map((row) => row.balancer_server),
    ).toEqual(['s1', 's2', 's2', 's2', 's1']);
  });
});
