import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Asking, BalancedServer, LoadBalancingAlgorithm } from './algorithm.ts';
import { RoundRobin } from './haproxy/round-robin.ts';
import { StaticRoundRobin } from './haproxy/static-round-robin.ts';

class Server implements BalancedServer {
  readonly index: number;
  readonly id: number;
  readonly initialWeight: number;
  readonly backup = false;
  served = 0;
  queued = 0;
  usable = true;
  saturated = false;

  get full(): boolean {
    return this.saturated;
  }

  constructor(index: number, weight = 1) {
    this.index = index;
    this.id = index + 1;
    this.initialWeight = weight;
  }

  get effectiveWeight(): number {
    return 16 * this.initialWeight;
  }
}

const asking: Asking = { key: -1, nowMs: 0, draw: () => 0.5 };

type Make = (servers: readonly BalancedServer[]) => LoadBalancingAlgorithm;

/** Every algorithm: what holds for all of them. */
const algorithms: [name: string, make: Make][] = [
  ['roundrobin', (servers) => new RoundRobin(servers)],
  ['static-rr', (servers) => new StaticRoundRobin(servers, false)],
];

function servers(...weights: number[]): Server[] {
  return weights.map((weight, index) => new Server(index, weight));
}

function take(algorithm: LoadBalancingAlgorithm, count: number, avoid = -1): number[] {
  return Array.from({ length: count }, () => algorithm.pick(avoid, asking));
}

describe.each(algorithms)('%s', (_, make) => {
  it('begins with the first declared, and takes all in turn', () => {
    expect(take(make(servers(1, 1, 1)), 7)).toEqual([0, 1, 2, 0, 1, 2, 0]);
  });

  it('gives shares by weight', () => {
    const picks = take(make(servers(3, 1, 2)), 60);
    expect([0, 1, 2].map((index) => picks.filter((pick) => pick === index).length)).toEqual([30, 10, 20]);
  });

  it('passes over a saturated server, and finds none if all are', () => {
    const all = servers(1, 1, 1);
    const algorithm = make(all);
    all[1]!.saturated = true;
    expect(new Set(take(algorithm, 9))).toEqual(new Set([0, 2]));
    for (const server of all) server.saturated = true;
    expect(take(algorithm, 3)).toEqual([-1, -1, -1]);
    for (const server of all) server.saturated = false;
    expect(new Set(take(algorithm, 3))).toEqual(new Set([0, 1, 2]));
  });

  it('avoids a server if there is another', () => {
    expect(take(make(servers(1, 1)), 4, 0)).toEqual([1, 1, 1, 1]);
    expect(take(make(servers(1)), 3, 0)).toEqual([0, 0, 0]);
  });

  it('finds none without servers, and one that comes', () => {
    const all = servers(1, 1);
    for (const server of all) server.usable = false;
    const algorithm = make(all);
    expect(algorithm.pick(-1, asking)).toBe(-1);
    all[1]!.usable = true;
    algorithm.serverUp(1);
    expect(take(algorithm, 2)).toEqual([1, 1]);
    all[1]!.usable = false;
    algorithm.serverDown(1, 16);
    expect(algorithm.pick(-1, asking)).toBe(-1);
  });

  it('only ever picks usable servers that are free, whatever comes and goes', () => {
    const operation = fc.record({ kind: fc.constantFrom('pick', 'pick', 'toggle', 'saturate'), index: fc.nat(3) });
    fc.assert(
      fc.property(
        fc.array(operation, { maxLength: 80 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 }),
        (operations, weights) => {
          const all = servers(...weights);
          const algorithm = make(all);
          for (const { kind, index } of operations) {
            const server = all[index]!;
            if (kind === 'saturate') server.saturated = !server.saturated;
            else if (kind === 'toggle') {
              server.usable = !server.usable;
              if (server.usable) algorithm.serverUp(index);
              else algorithm.serverDown(index, server.effectiveWeight);
            } else {
              const picked = algorithm.pick(-1, asking);
              const free = all.filter(({ usable, saturated }) => usable && !saturated);
              if (free.length === 0) expect(picked).toBe(-1);
              else expect(free.map((one) => one.index)).toContain(picked);
            }
          }
        },
      ),
      { seed: 9, numRuns: 300 },
    );
  });
});
