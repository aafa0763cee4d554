import { expect, it } from 'vitest';
import { meanInterval } from './interval.ts';

it('Law, Simulation Modeling and Analysis, example 4.26: 90 % of ten observations', () => {
  const values = [1.2, 1.5, 1.68, 1.89, 0.95, 1.49, 1.58, 1.55, 0.5, 1.09];
  const interval = meanInterval(values, 0.9);
  expect(interval.mean).toBeCloseTo(1.343, 3);
  expect(interval.sd ** 2).toBeCloseTo(0.17, 2);
  expect(interval.halfWidth).toBeCloseTo(0.24, 2);
  expect([interval.low, interval.high]).toEqual([
    interval.mean - interval.halfWidth,
    interval.mean + interval.halfWidth,
  ]);
});

it('equal values leave no doubt', () => {
  expect(meanInterval([0.1, 0.1, 0.1], 0.95)).toEqual({
    mean: 0.1,
    low: 0.1,
    high: 0.1,
    halfWidth: 0,
    sd: 0,
    count: 3,
  });
});

it.each([[[]], [[7]], [[7, Number.POSITIVE_INFINITY]]])('of %j nothing is known', (values) => {
  const { low, high, halfWidth } = meanInterval(values, 0.95);
  expect([low, high, halfWidth]).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ]);
});
