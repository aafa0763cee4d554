import { describe, expect, it } from 'vitest';
import { client, constant, exponential, TrafficWorld } from '../testing/traffic-world.ts';
import { noTaskResources } from '../traffic-options.ts';

const rate = (perMs: number) => ({ arrivals: { kind: 'poisson', rate: { kind: 'constant', perMs } } }) as const;

/** Two services on a machine with two CPUs: `web` (two tasks) and `api` (one), asked on the ports 80 and 90. */
function world(concurrency: number): TrafficWorld {
  const clients = [
    client(0, { ...rate(0.1) }),
    client(0, { name: 'callers', ...rate(0.05), target: { kind: 'node', node: 'node1', port: 90 } }),
  ];
  const test = new TrafficWorld([2], { clients, durationMs: 10_000 });
  const serving = { demandMs: exponential(9), concurrency, backlog: 1_000 };
  for (let i = 0; i < 2; i++) test.task(0, serving);
  test.traffic.publish('api', { ingressPorts: [90], hostPorts: [], mode: 'vip' });
  const api = test.traffic.addTask({
    ...{ id: 'api1', service: 'api', image: 'api:1', slot: 1, node: 0, serving },
    resources: noTaskResources,
  });
  test.traffic.listen(api);
  test.traffic.activate(api);
  test.traffic.start();
  return test;
}

describe('serviceUse', () => {
  // Three requests at once on two CPUs share them; with one at a time each task has what it needs.
  it.each([1, 4, 100])(
    'adds up to what the CPUs did, also in the midst of requests (concurrency %i)',
    (concurrency) => {
      const test = world(concurrency);
      for (const atMs of [777, 2_345, 4_000, 5_555.5, 8_000]) {
        test.loop.runUntil(atMs);
        if (atMs === 4_000) test.traffic.kill(0);
        const used = test.traffic.serviceUse('web').cpuMs + test.traffic.serviceUse('api').cpuMs;
        expect(used).toBeCloseTo(test.traffic.parts.stations.busy.area(0, atMs), 6);
        expect(used).toBeGreaterThan(atMs / 2);
      }
    },
  );

  it('counts requests and time as each service has them', () => {
    const test = new TrafficWorld([1], {
      clients: [client(0, { arrivals: { kind: 'renewal', gapMs: constant(100) } })],
    });
    const task = test.task(0, { demandMs: constant(40) });
    test.traffic.start();
    test.loop.runUntil(850);
    expect(test.traffic.serviceUse('web')).toEqual({ containerMs: 850, cpuMs: 320, requests: 8, heldMs: 320 });
    test.traffic.kill(task);
    test.loop.runUntil(990);
    expect(test.traffic.serviceUse('web')).toEqual({ containerMs: 850, cpuMs: 320, requests: 8, heldMs: 320 });
    expect(test.traffic.serviceUse('api')).toEqual({ containerMs: 0, cpuMs: 0, requests: 0, heldMs: 0 });
  });

  it('is time of CPUs, not work: a slow one needs more of it', () => {
    const test = new TrafficWorld([1], {
      clients: [client(0, { arrivals: { kind: 'renewal', gapMs: constant(100) } })],
    });
    test.task(0, { demandMs: constant(40) });
    test.traffic.start();
    test.loop.runUntil(450);
    const goOn = test.traffic.strain(0, { kind: 'slow', factor: 0.5 });
    expect(test.traffic.serviceUse('web').cpuMs).toBe(160);
    test.loop.runUntil(850);
    expect(test.traffic.serviceUse('web').cpuMs).toBeCloseTo(160 + 3 * 80 + 50, 9);
    goOn();
    test.loop.runUntil(890);
    expect(test.traffic.serviceUse('web').cpuMs).toBeCloseTo(160 + 3 * 80 + 50 + 15, 9);
  });
});
