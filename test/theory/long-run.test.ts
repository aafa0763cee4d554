import { expect, it } from 'vitest';
import type { CpuSharing } from '../../src/traffic/station/cpu-weight.ts';
import { client, constant, exponential, TrafficWorld } from '../../src/traffic/testing/traffic-world.ts';

const hourMs = 3_600_000;
const hours = 24;
const speed = 0.7;

/** Six users who do not think keep one CPU, which is never idle and so never starts its books anew, busy for a day. */
function busyDay(cpuSharing: CpuSharing): TrafficWorld {
  const durationMs = hours * hourMs;
  const world = new TrafficWorld(
    [1],
    {
      ...{ cpuSharing, durationMs, intervalMs: hourMs },
      nodes: [{ name: 'node1', address: '10.0.0.1', cpus: 1, speed }],
      clients: [
        client(0, {
          arrivals: { kind: 'closed', users: 6, thinkMs: constant(0) },
          demandMs: exponential(400),
        }),
      ],
    },
    4,
  );
  for (let task = 0; task < 3; task++) world.task(0, { concurrency: Number.POSITIVE_INFINITY });
  world.traffic.start();
  return world;
}

it.each(['by-request', 'by-task'] as const)(
  'a CPU shared %s for a day does as much in the last hour as in the first',
  (sharing) => {
    const { traffic, loop } = busyDay(sharing);
    for (let hour = 1; hour <= hours; hour++) {
      const before = traffic.serviceUse('web').cpuMs;
      loop.runUntil(hour * hourMs);
      const busyMs = traffic.serviceUse('web').cpuMs - before;
      // A clock that shows a day of milliseconds has steps of 1.5e-8; some thousand requests end in an hour.
      expect(Math.abs(busyMs - hourMs), `hour ${hour}`).toBeLessThan(1e-4);
    }
    expect(traffic.sent).toBeGreaterThan(140_000);
  },
);
