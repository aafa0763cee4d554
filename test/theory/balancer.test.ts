import { describe, expect, it } from 'vitest';
import { plainBackend, plainBalancer, plainFrontend, plainServer } from '../../src/traffic/balancer/plain-balancer.ts';
import type { BalancerSpec } from '../../src/traffic/spec.ts';
import { client, exponential, TrafficWorld } from '../../src/traffic/testing/traffic-world.ts';
import { intervalOf } from './interval.ts';
import { erlangC } from './rows/mmc.ts';

interface Model {
  readonly algorithm: 'roundrobin' | 'leastconn' | 'first';
  /** HAProxy's `maxconn` of each server. */
  readonly maxConnections: number;
  readonly servers: number;
  readonly use: number;
  readonly requests: number;
}

/** HAProxy in front of so many nodes, each of them one exponential server with room for all. */
function balancerOf({ algorithm, maxConnections, servers }: Model): BalancerSpec {
  return {
    ...plainBalancer,
    name: 'haproxy',
    frontends: [{ ...plainFrontend, name: 'fe', ports: [80], defaultBackend: 'be' }],
    backends: [
      {
        ...plainBackend,
        name: 'be',
        algorithm: { kind: algorithm },
        servers: Array.from({ length: servers }, (_, index) => ({
          ...plainServer,
          ...{ name: `s${index + 1}`, id: index + 1, host: `node${index + 1}`, port: 80, maxConnections },
        })),
      },
    ],
  };
}

function meanTimes(model: Model, replications: number): number[] {
  const { servers, use, requests } = model;
  const rate = servers * use;
  return Array.from({ length: replications }, (_, seed) => {
    const durationMs = requests / rate;
    const jobs = client(rate, {
      demandMs: exponential(1),
      target: { kind: 'balancer', balancer: 'haproxy', port: 80 },
    });
    const world = new TrafficWorld(
      Array(servers).fill(1),
      {
        ...{ clients: [jobs], balancers: [balancerOf(model)] },
        ...{ durationMs, warmupMs: durationMs / 20, intervalMs: durationMs },
      },
      seed,
    );
    world.publish({ hostPorts: [80] });
    for (let node = 0; node < servers; node++) world.task(node);
    world.traffic.start();
    world.run(durationMs);
    return world.traffic.clientTally('jobs').latencies.mean!;
  });
}

describe('behind HAProxy', () => {
  it.each([
    ['roundrobin', 2, 0.8],
    ['first', 5, 0.7],
    ['leastconn', 3, 0.8],
  ] as const)('%s with maxconn 1 in front of %i servers is one queue: Erlang C at %f', (algorithm, servers, use) => {
    const load = servers * use;
    const theory = 1 + erlangC(servers, load) / (servers - load);
    const { mean, halfWidth } = intervalOf(
      meanTimes({ algorithm, maxConnections: 1, servers, use, requests: 50_000 }, 20),
    );
    expect(Math.abs(mean - theory), `${mean} ± ${halfWidth}, theory ${theory}`).toBeLessThanOrEqual(halfWidth);
    expect(halfWidth).toBeLessThan(0.05 * theory);
  });

  it('one queue beats leastconn, which is to join the shortest queue, and that beats round robin', () => {
    const at = (algorithm: Model['algorithm'], maxConnections: number) =>
      intervalOf(meanTimes({ algorithm, maxConnections, servers: 10, use: 0.9, requests: 200_000 }, 5)).mean;
    const [one, shortest, inTurn] = [at('roundrobin', 1), at('leastconn', 0), at('roundrobin', 0)];
    expect(one / 1.669).toBeGreaterThan(0.95);
    expect(one / 1.669).toBeLessThan(1.05);
    expect(shortest / 1.912).toBeGreaterThan(0.95);
    expect(shortest / 1.912).toBeLessThan(1.05);
    expect(inTurn / 5.66).toBeGreaterThan(0.9);
    expect(inTurn / 5.66).toBeLessThan(1.1);
  });
});
