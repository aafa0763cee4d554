import { describe, expect, it } from 'vitest';
import { studentQuantile } from './student-t.ts';

/** Published table (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2). */
it.each([
  [0.975, 1, 12.706],
  [0.999, 1, 318.313],
  [0.9, 3, 1.638],
  [0.975, 10, 2.228],
  [0.975, 19, 2.093],
  [0.999, 19, 3.579],
  [0.95, 100, 1.66],
])('the %f quantile with %i degrees of freedom', (probability, degrees, published) => {
  expect(studentQuantile(probability, degrees)).toBeCloseTo(published, 2);
});

describe('exact forms', () => {
  /** Cauchy's distribution and its neighbour have closed quantiles. */
  it.each([1e-9, 0.01, 0.3, 0.501, 0.7, 0.999])('p = %d', (p) => {
    const one = -1 / Math.tan(Math.PI * p);
    expect(studentQuantile(p, 1) / one).toBeCloseTo(1, 8);
    const two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
    expect(studentQuantile(p, 2) / two).toBeCloseTo(1, 8);
  });

  it('the median is 0', () => {
    expect(studentQuantile(0.5, 7)).toBe(0);
  });
});

it('both ways of reckoning agree where they meet', () => {
  for (const p of [0.6, 0.975, 0.9999999]) {
    expect(studentQuantile(p, 1000) / studentQuantile(p, 999.9999)).toBeCloseTo(1, 7);
  }
});

it.each([
  [0, 5],
  [1, 5],
  [0.9, 0.5],
  [Number.NaN, 5],
])('refuses p = %d with %d degrees', (probability, degrees) => {
  expect(() => studentQuantile(probability, degrees)).toThrow(RangeError);
});
