import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BalanceAlgorithm } from '../spec.ts';
import { declaredServers, PoolWorld } from './testing/pool-world.ts';

const hash = { kind: 'hash', of: { kind: 'source' } } as const;
const hashType = { lookup: 'map', function: 'sdbm', avalanche: false, balanceFactor: 0 } as const;

const algorithms: readonly BalanceAlgorithm[] = [
  { kind: 'roundrobin' },
  { kind: 'static-rr' },
  { kind: 'leastconn' },
  { kind: 'first' },
  { kind: 'random', draws: 2 },
  { ...hash, type: hashType },
  { ...hash, type: { ...hashType, lookup: 'consistent', avalanche: true } },
  { ...hash, type: { ...hashType, lookup: 'consistent', balanceFactor: 150 } },
];

const server = fc.record({
  weight: fc.integer({ min: 0, max: 4 }),
  maxConnections: fc.integer({ min: 0, max: 3 }),
  maxQueue: fc.integer({ min: 0, max: 2 }),
  backup: fc.boolean(),
});
const states = ['drain', 'maintenance', 'ready', 'up', 'down', 'stopping'] as const;
const step = fc.record({
  what: fc.constantFrom('admit', 'admit', 'admit', 'end', 'end', 'redispatch', 'state', 'weight'),
  which: fc.nat(50),
  state: fc.constantFrom(...states),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function take(world: PoolWorld, count: number, { what, which, state }: Step): void {
  world.nowMs += which / 10;
  const { pool, places, nowMs } = world;
  const request = which % Math.max(1, places.length);
  const place = places[request];
  if (what === 'admit') world.admit();
  else if (what === 'end') {
    if (place === 'queued' || typeof place === 'number') world.end(request);
  } else if (what === 'redispatch') {
    if (typeof place === 'number') world.redispatch(request);
  } else if (what === 'weight') pool.setWeight(which % count, which % 5);
  else if (state === 'up' || state === 'down' || state === 'stopping') pool.setHealth(which % count, state, nowMs);
  else pool.setAdmin(which % count, state, nowMs);
}

function holds(world: PoolWorld, count: number): void {
  const { pool, places } = world;
  const queuedFor = Array<number>(count).fill(0);
  let queuedForAny = 0;
  places.forEach((place, request) => {
    expect(pool.isQueued(request)).toBe(place === 'queued');
    if (place !== 'queued') return;
    if (pool.waitsFor(request) < 0) queuedForAny++;
    else queuedFor[pool.waitsFor(request)]!++;
  });
  expect(pool.queued).toBe(queuedForAny);
  for (let index = 0; index < count; index++) {
    const { served, queued, current, maxConnections } = pool.server(index);
    expect(current).toBe(places.filter((place) => place === index).length);
    expect(queued).toBe(queuedFor[index]);
    expect(served).toBeGreaterThanOrEqual(0);
    expect(served).toBeLessThanOrEqual(current);
    if (maxConnections > 0) expect(served).toBeLessThanOrEqual(maxConnections);
  }
}

describe.each(algorithms.map((each) => [JSON.stringify(each), each] as const))('a pool by %s', (_, algorithm) => {
  it('has each request at one place, and no server beyond its limit, whatever happens', () => {
    fc.assert(
      fc.property(
        fc.array(server, { minLength: 1, maxLength: 4 }),
        fc.array(step, { maxLength: 60 }),
        fc.boolean(),
        fc.boolean(),
        (servers, steps, allBackups, redispatches) => {
          const redispatch = redispatches ? -1 : null;
          const key = (request: number) => (request % 3) - 1;
          const world = new PoolWorld({ servers: declaredServers(...servers), algorithm, allBackups, redispatch, key });
          for (const each of steps) {
            take(world, servers.length, each);
            holds(world, servers.length);
          }
        },
      ),
      { seed: 4, numRuns: 150 },
    );
  });
});

describe('leastconn', () => {
  it('never gives a request to a server with more load for its weight than another one has, and idle ones first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 5 }),
        fc.array(fc.nat(9), { maxLength: 60 }),
        (weights, steps) => {
          const algorithm = { kind: 'leastconn' } as const;
          const world = new PoolWorld({
            servers: declaredServers(...weights.map((weight) => ({ weight }))),
            algorithm,
          });
          const key = (index: number) => {
            const { served, effectiveWeight } = world.pool.server(index);
            return served === 0 ? 0 : Math.floor(((served + 1) * 4096) / effectiveWeight);
          };
          for (const each of steps) {
            const running = world.places.flatMap((place, request) => (typeof place === 'number' ? [request] : []));
            if (each < 3 && running.length > 0) world.end(running[(each * 7) % running.length]!);
            else {
              const keys = weights.map((_, index) => key(index));
              expect(keys[world.admit() as number]).toBe(Math.min(...keys));
            }
          }
        },
      ),
      { seed: 5, numRuns: 300 },
    );
  });
});

describe.each([
  // Its dates are whole numbers: a server may be a turn early or late.
  { kind: 'roundrobin', tolerance: 1 },
  { kind: 'static-rr', tolerance: 0 },
] as const)('$kind', ({ kind, tolerance }) => {
  function counts(weights: readonly number[], cycles: number): number[] {
    const world = new PoolWorld({
      servers: declaredServers(...weights.map((weight) => ({ weight }))),
      algorithm: { kind },
    });
    const found = weights.map(() => 0);
    const count = cycles * weights.reduce((a, b) => a + b, 0);
    for (let request = 0; request < count; request++) found[world.admit() as number]!++;
    return found;
  }

  it('gives every server its share over a cycle, and over several', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 5 }),
        (weights, cycles) => {
          counts(weights, cycles).forEach((count, index) => {
            expect(Math.abs(count - cycles * weights[index]!)).toBeLessThanOrEqual(tolerance);
          });
        },
      ),
      { seed: 6, numRuns: 200 },
    );
  });

  it.each([1, 2, 3, 7, 100])('gives %i equal servers exactly the same', (count) => {
    expect(counts(Array(count).fill(3), 2)).toEqual(Array(count).fill(6));
  });
});
