import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchTraffic } from '../invariants/watch-traffic.ts';
import type { SchedulerName } from '../mesh/schedulers/catalogue.ts';
import { type CallSpec, type ServingSpec, sentOnce } from '../spec.ts';
import { client, constant, exponential, noLatency, TrafficWorld } from '../testing/traffic-world.ts';

const unbounded = Number.POSITIVE_INFINITY;

function call(more: Partial<CallSpec> = {}): CallSpec {
  return {
    ...{ name: 'web/api', service: 'api', port: 80, count: 1, inTurn: false, probability: 1, after: 1, isNeeded: true },
    ...{ timeoutMs: null, ...sentOnce },
    ...more,
  };
}

/** Requests each 100 ms to `web`, which works for 10 ms and calls `api`, which works for 5 ms. */
function world(
  calls: readonly CallSpec[],
  web: Partial<ServingSpec> = {},
  api: Partial<ServingSpec> | null = {},
  scheduler: SchedulerName = 'rr',
) {
  const jobs = client(0, {
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 0.01 } },
    trace: 1,
    // By then each node has heard of the other's tasks.
    fromMs: 1000,
  });
  const network = { ...noLatency, schedulers: { default: 'rr', services: { api: scheduler } } } as const;
  const made = new TrafficWorld([400, 400], { clients: [jobs], calls, network, durationMs: 1250 });
  watchTraffic(made.traffic, made.loop, 1);
  made.traffic.publish('api', { ingressPorts: [], hostPorts: [], mode: 'vip' });
  made.task(0, { demandMs: constant(10), calls, ...web });
  if (api !== null) made.taskOf('api', 1, { demandMs: constant(5), concurrency: unbounded, ...api });
  return made;
}

function ends(made: TrafficWorld): string[] {
  made.traffic.start();
  made.run(1250);
  made.loop.runUntil(2000);
  for (const _slot of made.traffic.parts.requests.held()) expect.unreachable('a request was forgotten');
  return made.traces
    .filter(({ client: name }) => name === 'jobs')
    .map(({ outcome, latency_ms }) => `${outcome} ${latency_ms.toFixed(1)}`);
}

/** A hop as `what from–to`, in ms since the request that `index` names left. */
function waysOf(made: TrafficWorld, bornMs: number): string[] {
  return made.traces.map(({ request, parent }, index) => {
    const hops = made.hops[index]!.map(({ what, startMs, endMs }) => `${what} ${startMs - bornMs}–${endMs - bornMs}`);
    return `${request} of ${parent}: ${hops.join(', ')}`;
  });
}

describe('the trace of a request that calls', () => {
  it('has its calls with it, and the time that it waits for them', () => {
    const made = world([call({ after: 0.5 })]);
    made.traffic.start();
    made.loop.runUntil(1150);
    expect(waysOf(made, 1100)).toEqual([
      '2 of 1: way there 5–5, backlog 5–5, service 5–10, way back 10–10',
      '1 of null: way there 0–0, mesh 0–0, backlog 0–0, service 0–5, calls 5–10, service 10–15, way back 15–15',
    ]);
  });
});

describe('a request that calls another service', () => {
  it('waits for the answer', () => {
    expect(ends(world([call()]))).toEqual(['ok 15.0', 'ok 15.0']);
  });

  it('waits for the slowest of several at once, and for the sum in turn', () => {
    expect(ends(world([call({ count: 4 })]))).toEqual(['ok 15.0', 'ok 15.0']);
    expect(ends(world([call({ count: 4, inTurn: true })]))).toEqual(['ok 30.0', 'ok 30.0']);
  });

  it('works before, between and after them', () => {
    const calls = [call({ after: 0 }), call({ name: 'web/api#2', after: 0.5 })];
    const made = world(calls);
    expect(ends(made)).toEqual(['ok 20.0', 'ok 20.0']);
    expect(made.traffic.parts.stations.all[0]!.workMs).toBeCloseTo(20, 9);
  });

  it('fails with a call that it needs', () => {
    expect(ends(world([call()], {}, null))).toEqual(['other 10.0', 'other 10.0']);
    expect(ends(world([call({ isNeeded: false })], {}, null))).toEqual(['ok 10.0', 'ok 10.0']);
    expect(ends(world([call({ timeoutMs: 2 })]))).toEqual(['other 12.0', 'other 12.0']);
  });

  it('is over when the first needed call fails, whatever the others do', () => {
    const slow = call({ name: 'web/api#2' });
    const made = world([call({ timeoutMs: 2 }), slow]);
    expect(ends(made)).toEqual(['other 12.0', 'other 12.0']);
    expect(made.traffic.clientTally('web/api#2').requests).toBe(2);
  });

  it('tries its calls again', () => {
    const retries = {
      ...{ attempts: 3, on: ['timeout'] as const, jitter: 'none' as const, budget: null, tryTimeoutMs: 2 },
      backoff: { baseMs: 1, factor: 1, maxMs: 1 },
    };
    expect(ends(world([call({ retries })]))).toEqual(['other 18.0', 'other 18.0']);
  });

  it('has its place while it waits, or lets others have it', () => {
    const slow = { demandMs: constant(150) };
    expect(ends(world([call()], {}, slow))).toEqual(['ok 160.0', 'ok 220.0']);
    expect(ends(world([call()], { holdsWhileCalling: false }, slow))).toEqual(['ok 160.0', 'ok 160.0']);
  });

  it('calls are clients of their own', () => {
    const made = world([call({ count: 3 })]);
    ends(made);
    expect(made.traffic.clientTally('web/api').requests).toBe(6);
    expect(made.traffic.clientTally('jobs').requests).toBe(2);
  });

  it('makes some of them', () => {
    const made = world([call({ count: 1000, probability: 0.3 })]);
    ends(made);
    const { requests } = made.traffic.clientTally('web/api');
    expect(requests).toBeGreaterThan(500);
    expect(requests).toBeLessThan(700);
  });
});

it('nothing is lost while tasks come and go', () => {
  const plan = fc.record({
    count: fc.integer({ min: 1, max: 3 }),
    inTurn: fc.boolean(),
    after: fc.constantFrom(0, 0.5, 1),
    isNeeded: fc.boolean(),
    timeoutMs: fc.constantFrom(null, 3),
    holds: fc.boolean(),
    cancel: fc.boolean(),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(plan, ({ count, inTurn, after, isNeeded, timeoutMs, holds, cancel, seed }) => {
      const calls = [call({ count, inTurn, after, isNeeded, timeoutMs }), call({ name: 'web/api#2', after: 1 })];
      const jobs = client(0.3, { timeoutMs: 20, onTimeout: cancel ? 'cancel' : 'leave' });
      const made = new TrafficWorld([1, 0.7], { clients: [jobs], calls, durationMs: 300 }, seed);
      watchTraffic(made.traffic, made.loop, 1);
      made.traffic.publish('api', { ingressPorts: [], hostPorts: [], mode: 'vip' });
      const serving = { demandMs: exponential(2), concurrency: 3, backlog: 5 };
      const web = made.task(0, { ...serving, calls, holdsWhileCalling: holds });
      made.task(1, { ...serving, calls, holdsWhileCalling: holds });
      const api = made.taskOf('api', 1, serving);
      made.taskOf('api', 0, serving);
      made.traffic.start();
      made.loop.call(80, () => made.traffic.drain(web, () => made.traffic.kill(web)));
      made.loop.call(120, () => made.traffic.kill(api));
      made.loop.call(200, () => made.traffic.nodeLost(1));
      made.run(300);
      made.loop.runUntil(made.loop.nowMs + 30_000);
      for (const _slot of made.traffic.parts.requests.held()) expect.unreachable('a request was forgotten');
    }),
    { seed: 3, numRuns: 60 },
  );
});

describe('the mesh behind a call', () => {
  it.each(['fail', 'answer'])('knows that its connection is closed when calls %s', (what) => {
    const api = what === 'fail' ? { calls: [call({ name: 'api/nobody', service: 'nobody' })] } : {};
    const calls = [call({ count: 3, isNeeded: false }), ...(api.calls ?? [])];
    const made = world(calls, { calls: calls.slice(0, 1) }, api, 'lc');
    made.taskOf('api', 0, { demandMs: constant(5), concurrency: unbounded });
    ends(made);
    const table = made.traffic.parts.mesh.tablesOf('api')!.table(0, made.loop.nowMs);
    expect([table.length, table.active(0), table.active(1)]).toEqual([2, 0, 0]);
    expect(table.inactive(0) + table.inactive(1)).toBe(6);
  });

  it('goes by the address of the task that calls', () => {
    const calls = [call({ count: 8 })];
    const made = world(calls, { calls }, {}, 'sh');
    made.task(0, { demandMs: constant(10), calls });
    made.taskOf('api', 0, { demandMs: constant(5), concurrency: unbounded });
    const asked = new Map<string, Set<number>>();
    const { requests } = made.traffic.parts;
    const watch = made.loop.afterEvent;
    made.loop.afterEvent = () => {
      watch?.();
      for (const slot of requests.held()) {
        if (requests.client[slot] !== 1 || requests.atTask[slot] === 0) continue;
        const caller = String(requests.task[requests.origin[slot]!]);
        asked.set(caller, (asked.get(caller) ?? new Set()).add(requests.task[slot]!));
      }
    };
    made.traffic.start();
    made.run(1250);
    expect([...asked.values()].map(({ size }) => size)).toEqual([1, 1]);
    expect(new Set([...asked.values()].flatMap((tasks) => [...tasks])).size).toBe(2);
  });
});
