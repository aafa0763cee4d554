import { describe, expect, it } from 'vitest';
import type { ArrivalSpec, NetworkSpec } from './spec.ts';
import { client, constant, exponential, noLatency, TrafficWorld } from './testing/traffic-world.ts';
import { noTaskResources } from './traffic-options.ts';

/** One request each 10 ms, the first at 10 ms. */
const even: ArrivalSpec = { kind: 'constant', rate: { kind: 'constant', perMs: 0.1 } };
const hops: NetworkSpec = {
  clientMs: constant(1),
  balancerMs: constant(0),
  overlayMs: constant(0.25),
  connectTimeoutMs: 100,
};

function traced(more: Parameters<typeof client>[1] = {}): ReturnType<typeof client> {
  return client(0, { arrivals: even, trace: 1, ...more });
}

describe('a request', () => {
  it('says where its time went', () => {
    const world = new TrafficWorld([1], { clients: [traced()], network: hops, durationMs: 25 });
    world.task(0, { demandMs: constant(12), concurrency: 1 });
    world.traffic.start();
    world.run(25);
    expect(
      world.traces.map(({ latency_ms, network_ms, backlog_ms, service_ms }) => [
        latency_ms,
        network_ms,
        backlog_ms,
        service_ms,
      ]),
    ).toEqual([
      [14, 2, 0, 12],
      [16, 2, 2, 12],
    ]);
    expect(world.traces[0]).toMatchObject({
      client: 'jobs',
      entry_node: 'node1',
      node: 'node1',
      task: 'task1',
      outcome: 'ok',
      status: 200,
    });
  });

  it('of a trace asks for what was recorded, unless its client has a law of its own', () => {
    const trace = { timesMs: [0, 20, 40], demandsMs: [3, 5, 0] };
    const clients = [
      traced({ arrivals: { kind: 'trace', trace } }),
      traced({ name: 'others', arrivals: { kind: 'trace', trace }, fromMs: 10, demandMs: constant(2) }),
      traced({ name: 'plain', arrivals: { kind: 'trace', trace: { ...trace, demandsMs: null } }, fromMs: 15 }),
    ];
    const world = new TrafficWorld([1], { clients, durationMs: 60 });
    world.task(0, { demandMs: constant(1) });
    world.traffic.start();
    world.run(60);
    const servicesOf = (name: string) =>
      world.traces.filter(({ client: of }) => of === name).map(({ service_ms }) => service_ms);
    expect(servicesOf('jobs')).toEqual([3, 5, 0]);
    expect(servicesOf('others')).toEqual([2, 2, 2]);
    expect(servicesOf('plain')).toEqual([1, 1, 1]);
  });

  it('shares the CPUs of its node with those of all tasks there', () => {
    const world = new TrafficWorld([1], { clients: [traced(), traced({ name: 'others' })], durationMs: 15 });
    world.task(0, { demandMs: constant(4), concurrency: 2 });
    world.task(0, { demandMs: constant(4), concurrency: 2 });
    world.traffic.start();
    world.run(15);
    expect(world.traces.map(({ latency_ms }) => latency_ms)).toEqual([8, 8]);
  });

  it.each([
    ['refused', 'nobody publishes the port', (world: TrafficWorld) => world.traffic.unpublish('web')],
    ['no_backend', 'no task is there', () => {}],
    ['refused', 'the task does not listen yet', (world: TrafficWorld) => addSilent(world)],
    ['backlog', 'the backlog is full', (world: TrafficWorld) => world.task(0, { concurrency: 0, backlog: 0 })],
    ['refused', 'the node is not in the swarm', (world: TrafficWorld) => world.traffic.leaveMesh(0)],
  ])('is %s if %s, one round trip later', (outcome, _, prepare) => {
    const world = new TrafficWorld([1], { clients: [traced()], network: hops, durationMs: 15 });
    prepare(world);
    world.traffic.start();
    world.run(15);
    expect(world.traces.map((row) => [row.outcome, row.latency_ms, row.status])).toEqual([[outcome, 2, null]]);
  });

  it('is given up by its client, and its work goes on', () => {
    const world = new TrafficWorld([1], { clients: [traced({ timeoutMs: 5 })], durationMs: 25 });
    world.task(0, { demandMs: constant(12) });
    world.traffic.start();
    world.loop.runUntil(100);
    expect(world.traces.map((row) => [row.time_s, row.outcome, row.latency_ms])).toEqual([
      [0.015, 'timeout', 5],
      [0.025, 'timeout', 5],
    ]);
    // The second began when the first one's work was done, 22 ms after the start, and took its 12 ms.
    expect(world.traffic.parts.stations.all[0]?.answered).toBe(2);
    expect(world.traffic.parts.stations.busy.area(0, 100)).toBe(24);
  });

  it('times out at a dead machine: by its own timeout, else by its kernel', () => {
    const clients = [traced({ timeoutMs: 30 }), traced({ name: 'patient' })];
    const world = new TrafficWorld([1], { clients, network: hops, durationMs: 15 });
    world.task(0);
    world.traffic.start();
    world.traffic.nodeLost(0);
    world.run(15);
    // The kernel's time runs from the entry, 1 ms later, and the answer is its own: no hop.
    expect(world.traces.map((row) => [row.client, row.outcome, row.latency_ms])).toEqual([
      ['jobs', 'timeout', 30],
      ['patient', 'timeout', 101],
    ]);
  });

  it('is reset when its container is killed, and waits in vain when its machine is lost', () => {
    const kill = (world: TrafficWorld) => world.traffic.kill(0);
    const lose = (world: TrafficWorld) => world.traffic.nodeLost(0);
    for (const [what, outcome, latency_ms] of [
      [kill, 'reset', 6],
      [lose, 'timeout', 50],
    ] as const) {
      const world = new TrafficWorld([1], { clients: [traced({ timeoutMs: 50 })], network: hops, durationMs: 15 });
      world.task(0, { demandMs: constant(30) });
      world.traffic.start();
      world.loop.runUntil(15);
      what(world);
      world.run(15);
      expect(world.traces).toMatchObject([{ outcome, latency_ms }]);
    }
  });
});

function addSilent(world: TrafficWorld): void {
  const task = world.traffic.addTask({
    id: 'silent',
    service: 'web',
    image: 'web:1',
    slot: 1,
    node: 0,
    serving: { demandMs: constant(1), concurrency: 1, backlog: 1 },
    resources: noTaskResources,
  });
  world.traffic.activate(task);
}

describe('a task that drains', () => {
  it('answers what it has accepted, refuses the rest, and says when it is empty', () => {
    const world = new TrafficWorld([1], { clients: [traced()], durationMs: 45 });
    const task = world.task(0, { demandMs: constant(12) });
    let emptyAtMs = 0;
    world.traffic.start();
    world.loop.runUntil(25);
    world.traffic.drain(task, () => {
      emptyAtMs = world.loop.nowMs;
    });
    world.run(45);
    expect(world.traces.map(({ outcome }) => outcome)).toEqual(['ok', 'refused', 'ok', 'refused']);
    expect(emptyAtMs).toBe(34);
  });

  it('is empty at once if it holds nothing', () => {
    const world = new TrafficWorld([1]);
    let told = 0;
    world.traffic.drain(world.task(0), () => told++);
    expect(told).toBe(1);
  });
});

describe('the ways in', () => {
  function servedBy(world: TrafficWorld): string {
    return world.traces
      .map(({ outcome, entry_node, task }) => `${entry_node}>${outcome === 'ok' ? task : outcome}`)
      .join(' ');
  }

  it('nodes in turn, each with a cursor of its own, one without a task too', () => {
    const clients = [traced({ target: { kind: 'nodes', port: 80 }, fromMs: 2000 })];
    const world = new TrafficWorld([4, 4, 4], { clients, durationMs: 2065 });
    world.task(0);
    world.task(1);
    world.traffic.start();
    world.run(2065);
    expect(world.traces.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    for (const node of ['node1', 'node2', 'node3']) {
      const tasks = world.traces.filter(({ entry_node }) => entry_node === node).map(({ task }) => task);
      expect([...tasks].sort()).toEqual(['task1', 'task2']);
    }
  });

  it('a host-mode port, on the task’s node only', () => {
    const clients = [traced(), traced({ name: 'late', target: { kind: 'node', node: '10.0.0.2', port: 80 } })];
    const world = new TrafficWorld([4, 4], { clients, durationMs: 15 });
    world.publish({ hostPorts: [80] });
    world.task(1);
    world.traffic.start();
    world.run(15);
    expect(servedBy(world)).toBe('node1>refused node2>task1');
  });

  it('a service’s VIP: its tasks in turn; its DNS name: any of them', () => {
    for (const mode of ['vip', 'dnsrr'] as const) {
      const clients = [traced({ target: { kind: 'service', service: 'web', port: 80 }, fromMs: 2000 })];
      const world = new TrafficWorld([4, 4], { clients, durationMs: 4000, network: hops });
      world.publish({ mode });
      world.task(0);
      world.task(1);
      world.traffic.start();
      world.run(4000);
      const first = world.traces.filter(({ task }) => task === 'task1').length;
      const alternations = world.traces.filter(({ task }, i) => i > 0 && task !== world.traces[i - 1]?.task).length;
      expect(first / world.traces.length).toBeCloseTo(0.5, 1);
      expect(alternations).toBeLessThanOrEqual(world.traces.length - 1);
      expect(alternations === world.traces.length - 1).toBe(mode === 'vip');
      // No way to a node, one over the overlay each way.
      expect(world.traces[0]).toMatchObject({ network_ms: 0.5, entry_node: '', status: 200 });
    }
  });

  it('loses the answer if the node by which the request came is gone', () => {
    const clients = [traced({ timeoutMs: 40, fromMs: 1000 })];
    const world = new TrafficWorld([4, 4], { clients, network: hops, durationMs: 1015 });
    world.task(1, { demandMs: constant(20) });
    world.traffic.start();
    world.loop.runUntil(1020);
    world.traffic.nodeLost(0);
    world.run(1020);
    expect(world.traces).toMatchObject([{ outcome: 'timeout', latency_ms: 40, node: 'node2' }]);
    expect(world.traffic.parts.stations.all[0]?.answered).toBe(1);
  });

  it('takes traffic on its own node at once, elsewhere after gossip', () => {
    const target = { kind: 'node', node: 'node2', port: 80 } as const;
    const clients = [traced(), traced({ name: 'remote', target })];
    const world = new TrafficWorld([4, 4, 4], { clients, durationMs: 1000 });
    world.traffic.start();
    world.loop.runUntil(500);
    world.task(0);
    world.run(1000);
    const firstOk = (name: string) => world.traces.find((row) => row.client === name && row.outcome === 'ok')!.time_s;
    expect(firstOk('jobs')).toBeLessThan(0.515);
    expect(firstOk('remote')).toBeGreaterThan(0.515);
    expect(firstOk('remote')).toBeLessThan(0.715);
  });

  it('sends to a lost machine’s tasks until gossip has noticed, 5 to 7 s later', () => {
    const clients = [traced({ timeoutMs: 100 })];
    const world = new TrafficWorld([4, 4, 4], { clients, durationMs: 12_000, intervalMs: 1000 });
    world.task(0);
    world.task(1);
    world.traffic.start();
    world.loop.runUntil(2000);
    world.traffic.nodeLost(1);
    world.run(12_000);
    const failed = world.traces.filter(({ outcome }) => outcome === 'timeout').map(({ time_s }) => time_s - 0.1);
    const lastFailure = Math.max(...failed);
    expect(Math.min(...failed)).toBeGreaterThanOrEqual(2);
    expect(lastFailure).toBeGreaterThan(7);
    expect(lastFailure).toBeLessThan(9);
    // Every other one until then.
    expect(failed.length / ((lastFailure - 2) * 100)).toBeCloseTo(0.5, 1);
  });

  it('does not miss a machine that is back before gossip noticed', () => {
    const clients = [traced({ timeoutMs: 100 })];
    const world = new TrafficWorld([4, 4], { clients, durationMs: 9000, intervalMs: 1000 });
    const first = world.task(1);
    world.traffic.start();
    world.loop.runUntil(2000);
    world.traffic.nodeLost(1);
    world.loop.runUntil(4000);
    world.traffic.nodeBack(1);
    world.traffic.remove(first);
    world.task(1);
    world.run(9000);
    expect(world.traces.filter(({ time_s }) => time_s > 4.7).every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('does not miss a machine that is back, though its engine was lost before it', () => {
    const world = new TrafficWorld([4, 4], { clients: [traced({ timeoutMs: 100 })], durationMs: 12_000 });
    const first = world.task(1);
    world.traffic.start();
    world.loop.runUntil(1000);
    world.traffic.engineLost(1);
    world.loop.runUntil(2000);
    world.traffic.nodeLost(1);
    world.loop.runUntil(4000);
    world.traffic.nodeBack(1);
    world.traffic.remove(first);
    world.task(1);
    world.run(12_000);
    expect(world.traces.filter(({ time_s }) => time_s > 4.7).every(({ outcome }) => outcome === 'ok')).toBe(true);
  });

  it('knows what runs on a machine whose engine was lost, and that was then cut off, when it is back', () => {
    const world = new TrafficWorld([4, 4], { clients: [traced({ timeoutMs: 100 })], durationMs: 30_000 });
    world.task(1);
    world.traffic.start();
    world.loop.runUntil(1000);
    world.traffic.engineLost(1);
    world.loop.runUntil(12_000);
    world.traffic.nodeCut(1);
    world.loop.runUntil(24_000);
    world.traffic.nodeBack(1);
    world.run(30_000);
    expect(world.traces.filter(({ time_s }) => time_s > 24.7).every(({ outcome }) => outcome === 'ok')).toBe(true);
  });
});

describe('common random numbers', () => {
  const clients = [client(0.5, { name: 'a', trace: 1, demandMs: exponential(1) })];
  function demands(world: TrafficWorld): string[] {
    return world.traces
      .filter((row) => row.client === 'a' && row.outcome === 'ok')
      .map(
        ({ time_s, latency_ms, service_ms }) => `${(time_s * 1000 - latency_ms).toFixed(6)} ${service_ms.toFixed(9)}`,
      )
      .sort();
  }

  function run(more: Partial<ConstructorParameters<typeof TrafficWorld>[1]>, tasks: number): TrafficWorld {
    const world = new TrafficWorld([1000, 1000], { clients, durationMs: 400, ...more });
    for (let i = 0; i < tasks; i++) world.task(0);
    world.traffic.start();
    world.run(400);
    return world;
  }

  it('a client’s arrivals and demands stay, with other tasks, and with a second client', () => {
    const alone = run({}, 2);
    expect(demands(run({}, 5))).toEqual(demands(alone));
    expect(demands(run({ clients: [...clients, client(3, { name: 'B' })] }, 2))).toEqual(demands(alone));
    expect(demands(alone).length).toBeGreaterThan(150);
  });

  it('the order in which clients are listed means nothing', () => {
    const both = [...clients, client(1, { name: 'b' })];
    expect(run({ clients: both }, 3).fingerprint.digest()).toBe(
      run({ clients: both.toReversed() }, 3).fingerprint.digest(),
    );
  });

  it('another seed is another run, the same seed the same', () => {
    const digest = (seed: number) => {
      const world = new TrafficWorld([4], { clients }, seed);
      world.task(0);
      world.traffic.start();
      world.run(1000);
      return world.fingerprint.digest();
    };
    expect(digest(1)).toBe(digest(1));
    expect(digest(1)).not.toBe(digest(2));
  });
});

describe('the intervals', () => {
  it('have the load of nodes and tasks', () => {
    const world = new TrafficWorld([2], {
      clients: [traced({ demandMs: constant(5) })],
      durationMs: 200,
      network: noLatency,
    });
    world.task(0);
    world.traffic.start();
    world.run(200);
    expect(world.intervals.map(({ fromMs, toMs }) => [fromMs, toMs])).toEqual([
      [0, 100],
      [100, 200],
    ]);
    // Nine arrivals in each, and the tenth at 100 ms, whose 5 ms fall into the second.
    expect(world.intervals[0]?.nodes).toEqual([{ cpu_busy: 45 / 200, in_flight: 0.45, requests: 9 }]);
    expect(world.intervals[1]?.nodes).toEqual([{ cpu_busy: 50 / 200, in_flight: 0.5, requests: 10 }]);
    expect(world.intervals[1]?.tasks).toMatchObject([
      { time_s: 0.1, task: 'task1', node: 'node1', requests: 10, errors: 0, mean_ms: 5 },
    ]);
    expect(world.traffic.nodeTotals()[0]?.cpu_busy).toBeCloseTo(95 / 400, 12);
  });
});
