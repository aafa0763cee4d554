import { describe, expect, it } from 'vitest';
import { client, constant, exponential, TrafficWorld } from '../testing/traffic-world.ts';

function world(users: number, thinkMs: number, demandMs = 1, more = {}) {
  const jobs = client(0, {
    arrivals: { kind: 'closed', users, thinkMs: exponential(thinkMs) },
    demandMs: constant(demandMs),
    trace: 1,
    ...more,
  });
  return new TrafficWorld([users], { clients: [jobs], durationMs: 2000 });
}

describe('users', () => {
  it('never have more than one request each', () => {
    const busy = world(5, 2);
    busy.task(0);
    busy.traffic.start();
    let most = 0;
    busy.loop.afterEvent = () => {
      most = Math.max(most, busy.traffic.inFlight);
    };
    busy.run(2000);
    expect(most).toBe(5);
    expect(busy.traffic.sent).toBeGreaterThan(1500);
  });

  it('go on after a failure', () => {
    const refused = world(1, 10);
    refused.traffic.start();
    refused.run(2000);
    expect(refused.traffic.sent).toBeGreaterThan(100);
    expect(refused.traffic.ended).toBe(refused.traffic.sent);
  });

  it('draw the same for the same request, however long those before it took', () => {
    const thinks = (demandMs: number) => {
      const one = world(1, 10, demandMs);
      one.task(0);
      one.traffic.start();
      one.run(2000);
      const ends = one.traces.map(({ time_s }) => time_s * 1000);
      return ends.slice(1, 20).map((end, index) => Math.round((end - ends[index]! - demandMs) * 1e6));
    };
    expect(thinks(1)).toEqual(thinks(7));
  });

  it('stop at the end', () => {
    const short = world(3, 5, 1, { untilMs: 100 });
    short.task(0);
    short.traffic.start();
    short.run(2000);
    expect(Math.max(...short.traces.map(({ time_s }) => time_s))).toBeLessThan(0.11);
  });
});
