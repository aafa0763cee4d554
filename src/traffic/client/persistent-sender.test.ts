import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { watchTraffic } from '../invariants/watch-traffic.ts';
import { type ClientSpec, errorKinds, type RetrySpec } from '../spec.ts';
import { client, constant, exponential, TrafficWorld } from '../testing/traffic-world.ts';

const retries: RetrySpec = {
  attempts: 3,
  on: errorKinds,
  backoff: { baseMs: 10, factor: 2, maxMs: 100 },
  jitter: 'none',
  budget: null,
  tryTimeoutMs: null,
};

/** One request each 100 ms, each of which needs 1 ms. */
function world(more: Partial<ClientSpec>, durationMs = 250): TrafficWorld {
  const jobs = client(0, {
    arrivals: { kind: 'constant', rate: { kind: 'constant', perMs: 0.01 } },
    demandMs: constant(1),
    trace: 1,
    ...more,
  });
  const made = new TrafficWorld([4], { clients: [jobs], durationMs });
  watchTraffic(made.traffic, made.loop, 1);
  return made;
}

const outcomes = ({ traces }: TrafficWorld) =>
  traces.map((row) => `${row.outcome} ${row.latency_ms.toFixed(1)} at ${(row.time_s * 1000).toFixed(1)}`);

function forgets({ traffic }: TrafficWorld): void {
  for (const _slot of traffic.parts.requests.held()) expect.unreachable('a request was forgotten');
}

describe('a client that retries', () => {
  it('gives up after its attempts, its waits included in the latency', () => {
    const nobody = world({ retries });
    nobody.traffic.start();
    nobody.run(250);
    expect(outcomes(nobody)).toEqual(['no_backend 30.0 at 130.0', 'no_backend 30.0 at 230.0']);
    forgets(nobody);
  });

  it('has its answer from the attempt that gets one', () => {
    const late = world({ retries });
    late.traffic.start();
    late.loop.call(105, () => late.task(0));
    late.run(250);
    expect(outcomes(late)).toEqual(['ok 11.0 at 111.0', 'ok 1.0 at 201.0']);
    forgets(late);
  });

  it('tries again only what it is told to', () => {
    const nobody = world({ retries: { ...retries, on: ['timeout'] } });
    nobody.traffic.start();
    nobody.run(250);
    expect(outcomes(nobody)).toEqual(['no_backend 0.0 at 100.0', 'no_backend 0.0 at 200.0']);
  });

  it('waits no longer than its timeout, all tries included', () => {
    const impatient = world({ retries, timeoutMs: 15 });
    impatient.traffic.start();
    impatient.run(250);
    expect(outcomes(impatient)).toEqual(['timeout 15.0 at 115.0', 'timeout 15.0 at 215.0']);
    impatient.loop.runUntil(1000);
    forgets(impatient);
  });

  it('times each try, and leaves the work of the last one where it is', () => {
    const slow = world({ retries: { ...retries, tryTimeoutMs: 5 }, demandMs: constant(30) }, 150);
    const task = slow.task(0);
    slow.traffic.start();
    slow.run(150);
    expect(outcomes(slow)).toEqual(['timeout 45.0 at 145.0']);
    slow.loop.runUntil(400);
    expect(slow.traffic.parts.stations.all[task]!.answered).toBe(3);
    forgets(slow);
  });

  it('takes the work back if it is told to', () => {
    const slow = world({ retries: { ...retries, tryTimeoutMs: 5 }, demandMs: constant(30), onTimeout: 'cancel' }, 150);
    const task = slow.task(0);
    slow.traffic.start();
    slow.run(150);
    expect(outcomes(slow)).toEqual(['timeout 45.0 at 145.0']);
    expect(slow.traffic.parts.stations.all[task]).toMatchObject({ answered: 0, failed: 3, inFlight: 0 });
    forgets(slow);
  });

  it('has no budget without requests', () => {
    const nobody = world({ retries: { ...retries, budget: 0.5 } }, 450);
    nobody.traffic.start();
    nobody.run(450);
    expect(nobody.traces.map(({ latency_ms }) => Math.round(latency_ms))).toEqual([0, 10, 0, 10]);
  });
});

describe('a client that hedges', () => {
  const hedge = { afterMs: 5, most: 1, cancel: true };

  it('takes the first answer, and takes back the other', () => {
    const two = world({ hedge, demandMs: null }, 150);
    const slow = two.task(0, { demandMs: constant(50) });
    const fast = two.task(0, { demandMs: constant(1) });
    // The first to be asked is the one that came last.
    two.traffic.start();
    two.run(150);
    const [first] = two.traces;
    expect([first!.outcome, first!.latency_ms]).toEqual(['ok', 1]);
    expect(two.traffic.parts.stations.all[fast]!.answered).toBe(1);
    expect(two.traffic.parts.stations.all[slow]!.accepted).toBe(0);
  });

  it('asks a second task when the first is slow', () => {
    const two = world({ hedge, demandMs: null }, 150);
    const fast = two.task(0, { demandMs: constant(1) });
    const slow = two.task(0, { demandMs: constant(50) });
    two.traffic.start();
    two.run(150);
    expect(outcomes(two)).toEqual(['ok 6.0 at 106.0']);
    expect(two.traffic.parts.stations.all[slow]).toMatchObject({ accepted: 1, answered: 0, failed: 1 });
    expect(two.traffic.parts.stations.all[fast]!.answered).toBe(1);
    forgets(two);
  });
});

it('nothing is lost whatever is retried, hedged and withdrawn', () => {
  const policy = fc.record({
    attempts: fc.integer({ min: 2, max: 4 }),
    tryTimeoutMs: fc.constantFrom(null, 3, 10),
    timeoutMs: fc.constantFrom(null, 8, 25),
    onTimeout: fc.constantFrom('leave' as const, 'cancel' as const),
    hedgeMs: fc.constantFrom(null, 1, 4),
    cancel: fc.boolean(),
    budget: fc.constantFrom(null, 0.2),
    seed: fc.nat(1000),
  });
  fc.assert(
    fc.property(policy, ({ attempts, tryTimeoutMs, timeoutMs, onTimeout, hedgeMs, cancel, budget, seed }) => {
      const persistent = client(1.2, {
        ...{ timeoutMs, onTimeout },
        retries: { ...retries, attempts, tryTimeoutMs, budget, jitter: 'full' },
        hedge: hedgeMs === null ? null : { afterMs: hedgeMs, most: 2, cancel },
      });
      const made = new TrafficWorld([1, 2], { clients: [persistent], durationMs: 200 }, seed);
      watchTraffic(made.traffic, made.loop, 1);
      const first = made.task(0, { demandMs: exponential(2), concurrency: 2, backlog: 5 });
      made.task(1, { demandMs: exponential(3), concurrency: Number.POSITIVE_INFINITY });
      made.traffic.start();
      made.loop.call(60, () => made.traffic.kill(first));
      made.loop.call(120, () => made.traffic.nodeLost(1));
      made.run(200);
      made.loop.runUntil(made.loop.nowMs + 30_000);
      forgets(made);
    }),
    { seed: 5, numRuns: 60 },
  );
});
