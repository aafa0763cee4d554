import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cheapest } from './cheapest.ts';
import { isWithin, type MixCounts, mixesOf } from './mixes.ts';

const shapes = [
  { name: 'small', price: 10 },
  { name: 'large', price: 17 },
];

/** What is found among mixes of which those are enough that have some mix of `enough` within them, and what was tried for it. */
async function found(mixes: readonly MixCounts[], enough: readonly MixCounts[]) {
  const isEnough = (mix: MixCounts) => enough.some((least) => isWithin(least, mix));
  const tried: MixCounts[] = [];
  const answer = await cheapest(mixes, async (mix) => {
    tried.push(mix);
    return isEnough(mix);
  });
  return { answer, tried, failed: tried.filter((mix) => !isEnough(mix)) };
}

const counts = fc
  .record({ small: fc.integer({ min: 0, max: 14 }), large: fc.integer({ min: 0, max: 14 }) })
  .map((each): MixCounts => ({ counts: each, price: 0 }));

it('is the cheapest, and each cheaper mix lies within one that failed', async () => {
  const mixes = mixesOf(shapes, { from: 0, to: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(counts, { maxLength: 4 }), async (enough) => {
      const expected = mixes.find((mix) => enough.some((least) => isWithin(least, mix))) ?? null;
      const { answer, failed } = await found(mixes, enough);
      expect(answer).toEqual(expected);
      const cheaper = expected === null ? mixes : mixes.slice(0, mixes.indexOf(expected));
      expect(cheaper.filter((mix) => !failed.some((other) => isWithin(mix, other)))).toEqual([]);
    }),
    { seed: 7, numRuns: 200 },
  );
});

it('tries a few of many, and of those that are enough but a handful', async () => {
  const mixes = mixesOf(shapes, { from: 0, to: 20 });
  const { tried, failed } = await found(mixes, [{ counts: { small: 3, large: 5 }, price: 0 }]);
  expect(mixes).toHaveLength(441);
  expect(failed.length).toBeLessThan(30);
  expect(tried.length - failed.length).toBeLessThan(8);
});

it('orders by price, then by machines', () => {
  const [first, second, third] = mixesOf(
    [
      { name: 'a', price: 1 },
      { name: 'b', price: 2 },
    ],
    { from: 0, to: 2 },
  ).slice(2);
  expect([first?.counts, second?.counts]).toEqual([
    { a: 0, b: 1 },
    { a: 2, b: 0 },
  ]);
  expect(third?.price).toBe(3);
});
