import { describe, expect, it } from 'vitest';
import { lowerBound, upperBound } from './one-sided-bound.ts';

/** t(0.95; 9) = 1.833 (NIST/SEMATECH e-Handbook, 1.3.6.7.2); 1 … 10 has mean 5.5 and variance 55/6. */
const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const distance = 1.833 * Math.sqrt(55 / 6 / 10);

it('one side takes the 95 % quantile, not the 97.5 %', () => {
  expect(upperBound(values, 0.95)).toBeCloseTo(5.5 + distance, 3);
  expect(lowerBound(values, 0.95)).toBeCloseTo(5.5 - distance, 3);
});

describe('where nothing is known', () => {
  it.each([[[3]], [[3, Number.POSITIVE_INFINITY]]])('%j', (few) => {
    expect(upperBound(few, 0.95)).toBe(Number.POSITIVE_INFINITY);
    expect(lowerBound(few, 0.95)).toBe(Number.NEGATIVE_INFINITY);
  });
});
