import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { merge, noObservations, observe, statisticsOf, varianceOf } from './running-statistics.ts';

const sdOf = (values: readonly number[]) => Math.sqrt(varianceOf(statisticsOf(values)));

/** NIST Statistical Reference Datasets, univariate: certified means and standard deviations. */
describe('reference data', () => {
  it('NumAcc1', () => {
    const values = [10000001, 10000003, 10000002];
    expect(statisticsOf(values).mean).toBe(10000002);
    expect(sdOf(values)).toBe(1);
  });

  it.each([
    ['NumAcc3', 1000000.2, 1e-8],
    ['NumAcc4', 10000000.2, 1e-7],
  ])('%s: digits that cancel', (_name, first, digits) => {
    const pairs = Array.from({ length: 500 }, () => [first - 0.1, first + 0.1]).flat();
    const values = [first, ...pairs];
    expect(statisticsOf(values).mean).toBeCloseTo(first, 8);
    expect(Math.abs(sdOf(values) - 0.1)).toBeLessThan(digits);
  });
});

it('equal values have no variance at all, whatever they are', () => {
  const { mean, squares } = statisticsOf(Array.from({ length: 1000 }, () => 0.1));
  expect([mean, squares]).toEqual([0.1, 0]);
});

it('of fewer than two observations the variance is not known', () => {
  expect(varianceOf(noObservations)).toBe(Number.POSITIVE_INFINITY);
  expect(varianceOf(observe(noObservations, 3))).toBe(Number.POSITIVE_INFINITY);
});

it.each([[[Number.POSITIVE_INFINITY, 1, 2]], [[1, 2, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]]])(
  'an infinite one among %j makes mean and squares so',
  (values) => {
    expect(statisticsOf(values)).toMatchObject({ mean: Number.POSITIVE_INFINITY, squares: Number.POSITIVE_INFINITY });
    const merged = merge(statisticsOf(values.slice(0, 2)), statisticsOf(values.slice(2)));
    expect(merged).toEqual(statisticsOf(values));
  },
);

it('merged halves are the whole', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
  fc.assert(
    fc.property(values, values, (some, others) => {
      const merged = merge(statisticsOf(some), statisticsOf(others));
      const whole = statisticsOf([...some, ...others]);
      expect(merged.count).toBe(whole.count);
      if (whole.count === 0) return;
      expect(Math.abs(merged.mean - whole.mean)).toBeLessThan(1e-8);
      expect(Math.abs(merged.squares - whole.squares)).toBeLessThanOrEqual(1e-9 * (whole.squares + 1));
    }),
    { seed: 1 },
  );
});
