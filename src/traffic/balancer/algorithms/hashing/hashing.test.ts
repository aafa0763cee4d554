import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BalancedServer, LoadBalancingAlgorithm } from '../../algorithm.ts';
import { TestAsking, type TestServer, tally, testServers } from '../../testing/test-server.ts';
import { BoundedLoad } from './bounded-load.ts';
import { Maglev } from './maglev.ts';
import { RingHash } from './ring-hash.ts';

const keys = 20_000;

/** Who gets each of the keys 0, 1, 2, … */
function assignment(algorithm: LoadBalancingAlgorithm): number[] {
  const asking = new TestAsking();
  return Array.from({ length: keys }, (_, key) => {
    asking.key = key;
    return algorithm.pick(-1, asking);
  });
}

function shares(algorithm: LoadBalancingAlgorithm, servers: number): number[] {
  return tally(assignment(algorithm), servers).map((count) => count / keys);
}

const hashes: [
  string,
  (servers: readonly BalancedServer[]) => LoadBalancingAlgorithm,
  unevenness: number,
  moved: number,
][] = [
  ['ring-hash', (servers) => new RingHash(servers, { leastPoints: 4096 }), 0.03, 0.15],
  ['bounded-load', (servers) => new BoundedLoad(servers, { leastPoints: 4096, balanceFactor: 1.25 }), 0.03, 0.15],
  ['maglev', (servers) => new Maglev(servers, { tableSize: 65_537 }), 0.01, 0.03],
];

describe.each(hashes)('%s', (_, make, unevenness, mostMoved) => {
  it('gives a key to the same server again', () => {
    const algorithm = make(testServers(1, 1, 1));
    expect(assignment(algorithm)).toEqual(assignment(algorithm));
  });

  it('gives shares by weight', () => {
    const found = shares(make(testServers(1, 2, 5)), 3);
    for (const [index, wanted] of [1 / 8, 2 / 8, 5 / 8].entries())
      expect(Math.abs(found[index]! - wanted)).toBeLessThan(unevenness);
  });

  // On Envoy's ring the others then get more points, so that some more keys move.
  it('moves few other keys when a server goes, and all back when it comes again', () => {
    const servers = testServers(1, 1, 1, 1, 1);
    const algorithm = make(servers);
    const before = assignment(algorithm);
    servers[2]!.usable = false;
    algorithm.serverDown(2, 16);
    const without = assignment(algorithm);
    const moved = before.filter((server, key) => server !== 2 && without[key] !== server).length;
    expect(moved / keys).toBeLessThan(mostMoved);
    servers[2]!.usable = true;
    algorithm.serverUp(2);
    expect(assignment(algorithm)).toEqual(before);
  });

  it('goes by the id, wherever a server stands in the list', () => {
    const reversed = testServers(1, 1, 1).map((server, index) => ({ ...server, effectiveWeight: 16, id: 3 - index }));
    const there = assignment(make(testServers(1, 1, 1)));
    expect(assignment(make(reversed as TestServer[]))).toEqual(there.map((server) => 2 - server));
  });
});

describe('bounded load', () => {
  it('gives no server more than c times its share, whatever the keys', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 120 }),
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 }),
        fc.double({ min: 1.01, max: 3, noNaN: true }),
        (requestKeys, weights, balanceFactor) => {
          const servers = testServers(...weights);
          const algorithm = new BoundedLoad(servers, { leastPoints: 256, balanceFactor });
          const asking = new TestAsking();
          const weightOfAll = weights.reduce((sum, weight) => sum + weight, 0);
          for (const [count, key] of requestKeys.entries()) {
            asking.key = key;
            const picked = servers[algorithm.pick(-1, asking)]!;
            picked.served++;
            const share = picked.initialWeight / weightOfAll;
            expect(picked.served).toBeLessThanOrEqual(Math.ceil(balanceFactor * (count + 1) * share + 1e-9));
          }
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });
});
