import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Histogram, rankOf } from './histogram.ts';

const latency = fc.double({ min: 1e-5, max: 1e9, noNaN: true });

function histogramOf(values: readonly number[]): Histogram {
  const histogram = new Histogram();
  for (const value of values) histogram.record(value);
  return histogram;
}

function readings(histogram: Histogram): (number | null)[] {
  const { count, min, max } = histogram;
  return [count, min, max, ...[0.01, 0.5, 0.9, 0.999].map((share) => histogram.percentile(share))];
}

describe('the latency histogram', () => {
  it('has every quantile within 0.39 % of the exact one', () => {
    fc.assert(
      fc.property(fc.array(latency, { minLength: 1 }), fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[rankOf(share, sorted.length) - 1]!;
        expect(Math.abs(histogramOf(values).percentile(share)! / exact - 1)).toBeLessThanOrEqual(1 / 256);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('knows count, mean, least and greatest exactly', () => {
    const histogram = histogramOf([3, 0, 1e-9, 7.25]);
    expect(histogram.count).toBe(4);
    expect(histogram.mean).toBe((3 + 1e-9 + 7.25) / 4);
    expect(histogram.min).toBe(0);
    expect(histogram.max).toBe(7.25);
    expect(histogram.percentile(1)).toBe(7.25);
  });

  it('is the same merged as recorded at once', () => {
    fc.assert(
      fc.property(fc.array(latency), fc.array(latency), (some, others) => {
        const merged = histogramOf(some);
        merged.merge(histogramOf(others));
        expect(readings(merged)).toEqual(readings(histogramOf([...some, ...others])));
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('is as new when it was cleared', () => {
    const histogram = histogramOf([1, 2, 1e6]);
    histogram.clear();
    expect(readings(histogram)).toEqual(readings(new Histogram()));
    histogram.record(4);
    expect(readings(histogram)).toEqual(readings(histogramOf([4])));
  });

  it('has no quantile without values, and an infinite one beyond the last', () => {
    expect(new Histogram().percentile(0.5)).toBeNull();
    expect(histogramOf([1, 2]).valueAtRank(3)).toBe(Number.POSITIVE_INFINITY);
  });

  it('takes the rank that is meant, whatever floats make of the share', () => {
    expect([
      rankOf(0.07, 100),
      rankOf(0.99, 100),
      rankOf(0.999, 1000),
      rankOf(0.5, 3),
      rankOf(0, 3),
      rankOf(1, 3),
    ]).toEqual([7, 99, 999, 2, 1, 3]);
  });
});
