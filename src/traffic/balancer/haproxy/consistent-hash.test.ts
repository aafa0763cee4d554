import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type TestServer, testServers } from '../testing/test-server.ts';
import { ConsistentHash } from './consistent-hash.ts';

const keys = Array.from({ length: 5000 }, (_, key) => key);

function ask(algorithm: ConsistentHash, key: number, avoid = -1): number {
  return algorithm.pick(avoid, { key, nowMs: 0, draw: () => 0 });
}

function owners(algorithm: ConsistentHash): number[] {
  return keys.map((key) => ask(algorithm, key));
}

function down(algorithm: ConsistentHash, server: TestServer): void {
  server.usable = false;
  algorithm.serverDown();
}

describe('the consistent hash', () => {
  it('moves only the keys of a server that goes, and gives them back', () => {
    const all = testServers(1, 1, 2);
    const algorithm = new ConsistentHash(all, true, 0);
    const before = owners(algorithm);
    down(algorithm, all[1]!);
    const without = owners(algorithm);
    for (const key of keys) {
      if (before[key] === 1) expect(without[key]).not.toBe(1);
      else expect(without[key]).toBe(before[key]);
    }
    all[1]!.usable = true;
    algorithm.serverUp();
    expect(owners(algorithm)).toEqual(before);
  });

  it('does not pass over a saturated server, but avoids one', () => {
    const all = testServers(1, 1);
    const algorithm = new ConsistentHash(all, true, 0);
    const [key] = keys;
    const owner = ask(algorithm, key!);
    all[owner]!.saturated = true;
    expect(ask(algorithm, key!)).toBe(owner);
    expect(ask(algorithm, key!, owner)).toBe(1 - owner);
  });

  it('walks around the ring for requests without a key, past saturated servers', () => {
    const all = testServers(1, 1, 1);
    const algorithm = new ConsistentHash(all, true, 0);
    const walk = () => Array.from({ length: 48 }, () => ask(algorithm, -1));
    const lap = walk();
    expect([0, 1, 2].map((index) => lap.filter((server) => server === index).length)).toEqual([16, 16, 16]);
    expect(walk()).toEqual(lap);
    all[0]!.saturated = true;
    expect(new Set(walk())).toEqual(new Set([1, 2]));
    all[1]!.saturated = true;
    all[2]!.saturated = true;
    expect(ask(algorithm, -1)).toBe(-1);
  });

  it('goes on with the walk from the point before, if the last one’s server is gone', () => {
    const all = testServers(1, 1);
    const algorithm = new ConsistentHash(all, true, 0);
    const lap = Array.from({ length: 32 }, () => ask(algorithm, -1));
    const until = lap.lastIndexOf(1);
    for (let step = 0; step <= until; step++) ask(algorithm, -1);
    down(algorithm, all[1]!);
    all[1]!.usable = true;
    algorithm.serverUp();
    // The point of server 1 that was served last comes once more: the walk stands before it.
    expect(ask(algorithm, -1)).toBe(1);
  });

  it('has no server with more than its share by the balance factor', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 101, max: 300 }),
        fc.array(fc.nat(20), { maxLength: 100 }),
        (weights, factor, asked) => {
          const all = testServers(...weights);
          const algorithm = new ConsistentHash(all, true, factor);
          const sum = weights.reduce((a, b) => a + b, 0);
          asked.forEach((key, count) => {
            const server = all[ask(algorithm, key)]!;
            // Shares of the slots are rounded, and nobody's is less than one.
            const slots = Math.ceil(((count + 1) * factor) / 100);
            expect(server.served).toBeLessThan(Math.max(1, (slots * server.initialWeight) / sum + 1));
            server.served++;
            algorithm.loadChanged(server.index);
          });
        },
      ),
      { seed: 8, numRuns: 200 },
    );
  });
});
