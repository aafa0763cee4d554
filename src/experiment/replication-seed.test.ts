import { expect, it } from 'vitest';
import { replicationSeed, seedOverride, withoutSeed } from './replication-seed.ts';

it('the first replication has the seed of the scenario', () => {
  expect([1, 2, 3].map((replication) => replicationSeed(7, replication))).toEqual([7, '7-2', '7-3']);
});

it.each([7, -3, 0, '7', '7-2', 'a "b" \\ c', ''])('the seed %j comes back out of its override', (seed) => {
  const overrides = ['placement=spread', seedOverride(1), 'a=b', seedOverride(seed)];
  expect(withoutSeed(overrides)).toEqual({ others: ['placement=spread', 'a=b'], seed });
});

it.each(['seed=1e3', 'seed=abc', 'seed: 1', 'seed=007', 'seeds=1'])('%s is left to the scenario', (words) => {
  expect(withoutSeed([words])).toEqual({ others: [words], seed: null });
});
