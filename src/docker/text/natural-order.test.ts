import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareNatural } from './natural-order.ts';

it.each([
  ['node-2', 'node-10'],
  ['web.9', 'web.10'],
  ['r1', 'r02'],
  ['a1', 'a01'],
  ['a1b', 'a1c'],
  ['a', 'ab'],
  ['1', 'a'],
  ['a2', 'a2.1'],
  ['host', 'host2'],
  ['Z', 'a'],
])('%s before %s', (first, second) => {
  expect(compareNatural(first, second)).toBeLessThan(0);
  expect(compareNatural(second, first)).toBeGreaterThan(0);
});

it('is an order: equal names only tie, and it does not matter how a list was shuffled', () => {
  const name = fc.stringMatching(/^[ab0-3.]{0,5}$/);
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const sorted = [...names].sort(compareNatural);
      expect([...names].reverse().sort(compareNatural)).toEqual(sorted);
      expect([...sorted].sort(compareNatural)).toEqual(sorted);
    }),
    { seed: 2, numRuns: 500 },
  );
});
