import fc from 'fast-check';
import { expect, it } from 'vitest';
import { coarseBuckets, coarseValue } from './coarse-buckets.ts';
import { CoarseCounts } from './coarse-counts.ts';

const buckets = fc.array(fc.integer({ min: -5, max: coarseBuckets + 5 }), { maxLength: 60 });

function counted(list: readonly number[]): CoarseCounts {
  const counts = new CoarseCounts();
  for (const bucket of list) counts.add(bucket);
  return counts;
}

/** Values from the greatest down, and a 0 behind them. */
function values(counts: CoarseCounts, many: number): number[] {
  return Array.from({ length: many + 1 }, (_, index) => counts.valueFromTop(index + 1));
}

function sorted(list: readonly number[]): number[] {
  const known = list.filter((bucket) => bucket >= 0 && bucket < coarseBuckets);
  return [...known.sort((a, b) => b - a).map(coarseValue), 0];
}

it('knows the values from the top, in whatever order they came and were merged', () => {
  fc.assert(
    fc.property(buckets, buckets, (first, second) => {
      const expected = sorted([...first, ...second]);
      const all = expected.length - 1;
      expect(values(counted([...first, ...second]), all)).toEqual(expected);
      const merged = counted(first);
      merged.merge(counted(second));
      expect(values(merged, all)).toEqual(expected);
    }),
    { seed: 5, numRuns: 200 },
  );
});

it('counts anew after it was cleared', () => {
  const counts = counted([700, 3, 1200]);
  counts.clear();
  counts.add(64);
  expect(values(counts, 1)).toEqual([coarseValue(64), 0]);
});
