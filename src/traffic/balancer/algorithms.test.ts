import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BalancedServer, LoadBalancingAlgorithm } from './algorithm.ts';
import { comparedAlgorithm, comparedNames, makeCompared } from './algorithms/catalogue.ts';
import type { ComparedKind } from './algorithms/compared-algorithm.ts';
import { ConsistentHash } from './haproxy/consistent-hash.ts';
import { First } from './haproxy/first.ts';
import { LeastConnections } from './haproxy/least-connections.ts';
import { MapHash } from './haproxy/map-hash.ts';
import { RandomDraws } from './haproxy/random-draws.ts';
import { RoundRobin } from './haproxy/round-robin.ts';
import { StaticRoundRobin } from './haproxy/static-round-robin.ts';
import { TestAsking, type TestServer, tally, testServers } from './testing/test-server.ts';

type Make = (servers: readonly BalancedServer[]) => LoadBalancingAlgorithm;

/**
 * How weights show: in who is whose turn; in the long run, by chance; in how many requests each has, if none of them ends;
 * or not at all.
 */
type Weights = 'turns' | 'chance' | 'held' | 'unused';

interface Traits {
  /** It begins with the first declared and takes equal servers in their order. */
  readonly inTurn: boolean;
  readonly weights: Weights;
  /** It always finds a free server if there is one; `false` = it finds none if the one that it has chosen is not free. */
  readonly looksOn?: false;
  /** It leaves no server out; `false` = it does not go on to the next one before it must. */
  readonly spreads?: false;
}

const compared: { readonly [K in ComparedKind]: Traits } = {
  'uniform-random': { inTurn: false, weights: 'chance' },
  'power-of-d': { inTurn: false, weights: 'held' },
  'least-request': { inTurn: false, weights: 'turns' },
  'peak-ewma': { inTurn: false, weights: 'unused' },
  'join-shortest-queue': { inTurn: false, weights: 'held' },
  'join-idle-queue': { inTurn: true, weights: 'chance' },
  'smooth-round-robin': { inTurn: true, weights: 'turns' },
  'ring-hash': { inTurn: false, weights: 'chance' },
  'bounded-load': { inTurn: false, weights: 'held' },
  maglev: { inTurn: false, weights: 'chance' },
  prequal: { inTurn: false, weights: 'unused' },
};

const chance = { inTurn: false, weights: 'chance' } as const;
const inTurn = { inTurn: true, weights: 'turns' } as const;

/** Every algorithm: what holds for all of them. Requests have no key: hashes let them take turns. */
const algorithms: [name: string, make: Make, traits: Traits][] = [
  ['roundrobin', (all) => new RoundRobin(all), inTurn],
  ['static-rr', (all) => new StaticRoundRobin(all, false), inTurn],
  ['leastconn', (all) => new LeastConnections(all), { inTurn: true, weights: 'held' }],
  ['first', (all) => new First(all), { inTurn: false, weights: 'unused', spreads: false }],
  // Idle servers get their arcs of the ring.
  ['random', (all) => new RandomDraws(all, 2), { inTurn: false, weights: 'held', looksOn: false }],
  ['hash, map-based', (all) => new MapHash(all, false, false), inTurn],
  ['hash, consistent', (all) => new ConsistentHash(all, true, 0), chance],
  ['hash, with a balance factor', (all) => new ConsistentHash(all, true, 125), chance],
  ...comparedNames.map((kind): [string, Make, Traits] => [
    kind,
    (all) => makeCompared(comparedAlgorithm(kind), all),
    compared[kind],
  ]),
];

const weights = [3, 1, 2];
const asking = new TestAsking();

/** Requests of which each has ended before the next one comes; which of the servers get them. */
function take(all: readonly TestServer[], algorithm: LoadBalancingAlgorithm, count: number, avoid = -1): number[] {
  return Array.from({ length: count }, () => {
    const picked = algorithm.pick(avoid, asking);
    const server = all[picked];
    for (const change of server === undefined ? [] : [1, -1]) {
      server!.served += change;
      algorithm.loadChanged?.(picked);
    }
    return picked;
  });
}

/** So many requests that do not end; each server's share of them. */
function heldShares(all: readonly TestServer[], algorithm: LoadBalancingAlgorithm, count: number): number[] {
  for (let request = 0; request < count; request++) {
    const server = all[algorithm.pick(-1, asking)]!;
    server.served++;
    algorithm.loadChanged?.(server.index);
  }
  return all.map(({ served }) => served / count);
}

function expectClose(shares: readonly number[], tolerance: number): void {
  for (const [index, share] of shares.entries()) expect(Math.abs(share - weights[index]! / 6)).toBeLessThan(tolerance);
}

describe.each(algorithms)('%s', (_, make, { inTurn, weights: shown, looksOn = true, spreads = true }) => {
  if (inTurn)
    it('begins with the first declared, and takes all in turn', () => {
      const all = testServers(1, 1, 1);
      expect(take(all, make(all), 3)).toEqual([0, 1, 2]);
    });

  if (shown === 'turns')
    it('gives shares by weight', () => {
      const all = testServers(...weights);
      expect(tally(take(all, make(all), 60), 3)).toEqual([30, 10, 20]);
    });

  if (shown === 'chance')
    it('gives shares by weight in the long run', () => {
      const all = testServers(...weights);
      expectClose(
        tally(take(all, make(all), 20_000), 3).map((count) => count / 20_000),
        0.04,
      );
    });

  if (shown === 'held')
    it('gives loads by weight', () => {
      const all = testServers(...weights);
      expectClose(heldShares(all, make(all), 600), 0.05);
    });

  if (spreads)
    it('uses all servers', () => {
      const all = testServers(1, 1, 1);
      expect(new Set(take(all, make(all), 60))).toEqual(new Set([0, 1, 2]));
    });

  it('passes over a saturated server, and finds none if all are', () => {
    const all = testServers(1, 1, 1);
    const algorithm = make(all);
    all[1]!.saturated = true;
    expect(new Set(take(all, algorithm, 60))).toEqual(new Set([...(spreads ? [0, 2] : [0]), ...(looksOn ? [] : [-1])]));
    for (const server of all) server.saturated = true;
    expect(take(all, algorithm, 3)).toEqual([-1, -1, -1]);
  });

  it('avoids a server if there is another', () => {
    const two = testServers(1, 1);
    expect(take(two, make(two), 4, 0)).toEqual([1, 1, 1, 1]);
    const one = testServers(1);
    expect(take(one, make(one), 3, 0)).toEqual([0, 0, 0]);
  });

  it('finds none without servers, and one that comes', () => {
    const all = testServers(1, 1);
    for (const server of all) server.usable = false;
    const algorithm = make(all);
    expect(algorithm.pick(-1, asking)).toBe(-1);
    all[1]!.usable = true;
    algorithm.serverUp(1);
    expect(take(all, algorithm, 2)).toEqual([1, 1]);
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
          const all = testServers(...weights);
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
              else if (looksOn || picked !== -1) expect(free.map((one) => one.index)).toContain(picked);
            }
          }
        },
      ),
      { seed: 9, numRuns: 300 },
    );
  });
});
