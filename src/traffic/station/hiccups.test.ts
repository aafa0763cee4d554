import { describe, expect, it } from 'vitest';
import { checkTraffic } from '../invariants/check-traffic.ts';
import type { RetrySpec } from '../spec.ts';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';

const hiccups = { share: 0.25, extraMs: constant(90) };

function played(more: Parameters<typeof client>[1], seed = 1): TrafficWorld {
  const jobs = client(0.1, { trace: 1, ...more });
  const world = new TrafficWorld([100], { clients: [jobs], durationMs: 40_000 }, seed);
  world.loop.afterEvent = () => checkTraffic(world.traffic, world.loop.nowMs);
  world.task(0, { demandMs: constant(10), concurrency: 100, hiccups });
  world.traffic.start();
  world.run(40_000);
  return world;
}

describe('hiccups', () => {
  it('make their share of the requests slower by so much', () => {
    const latencies = played({}).traces.map(({ latency_ms }) => Math.round(latency_ms));
    expect([...new Set(latencies)].sort((a, b) => a - b)).toEqual([10, 100]);
    const share = latencies.filter((ms) => ms === 100).length / latencies.length;
    expect(share).toBeGreaterThan(0.22);
    expect(share).toBeLessThan(0.28);
  });

  it('are drawn anew for another attempt of the same request', () => {
    const retries: RetrySpec = {
      ...{ attempts: 2, on: ['timeout'], tryTimeoutMs: 20, budget: null },
      ...{ backoff: { baseMs: 0, factor: 1, maxMs: 0 }, jitter: 'none' },
    };
    const ended = played({ retries }).traces.map(({ outcome, latency_ms }) => `${outcome} ${Math.round(latency_ms)}`);
    const share = (end: string) => ended.filter((each) => each === end).length / ended.length;
    expect(share('ok 10')).toBeCloseTo(0.75, 1);
    expect(share('ok 30')).toBeCloseTo(0.25 * 0.75, 1);
    expect(share('timeout 40')).toBeCloseTo(0.25 * 0.25, 1);
  });
});
