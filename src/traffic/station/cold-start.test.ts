import { describe, expect, it } from 'vitest';
import { client, constant, TrafficWorld } from '../testing/traffic-world.ts';
import { coldFactor } from './cold-start.ts';

describe('a cold task', () => {
  it('is slower by a straight line', () => {
    const spec = { slowdown: 3, forMs: 100 };
    expect([0, 25, 50, 100, 1000].map((sinceMs) => coldFactor(spec, sinceMs))).toEqual([3, 2.5, 2, 1, 1]);
  });

  it('makes what it begins take longer, from when it listens on', () => {
    const trace = { timesMs: [0, 50, 100], demandsMs: null };
    const world = new TrafficWorld([1], {
      clients: [client(1, { arrivals: { kind: 'trace', trace }, trace: 1, fromMs: 500 })],
      durationMs: 2000,
    });
    world.traffic.start();
    world.loop.runUntil(450);
    world.task(0, { demandMs: constant(10), coldStart: { slowdown: 3, forMs: 100 } });
    world.run(2000);
    expect(world.traces.map(({ latency_ms }) => latency_ms)).toEqual([20, 10, 10]);
  });
});
