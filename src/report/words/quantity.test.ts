import { describe, expect, it } from 'vitest';
import { humanChange, humanDifference, humanDifferenceInterval, humanInterval, humanQuantity } from './quantity.ts';

describe('humanQuantity', () => {
  it.each([
    [121.4, 'ms', '121ms'],
    [-2500, 'ms', '-2.5s'],
    [0.0153, 'share', '1.53%'],
    [2.25, 'count', '2.25'],
    [240127.4, 'count', '240127'],
    [Number.POSITIVE_INFINITY, 'ms', 'infinite'],
    [null, 'count', '–'],
  ] as const)('%s %s is %s', (value, unit, text) => {
    expect(humanQuantity(value, unit)).toBe(text);
  });
});

describe('differences', () => {
  it.each([
    [-22.71, 'ms', '-22.7ms'],
    [3, 'count', '+3'],
    [0.005, 'share', '+0.5pp'],
    [-0.000001, 'count', '0'],
    [0, 'ms', '0ms'],
  ] as const)('of %s %s are %s', (value, unit, text) => {
    expect(humanDifference(value, unit)).toBe(text);
  });

  it.each([
    [{ mean: 121.04, low: 117.84, high: 124.24 }, 'ms', '121.0ms ± 3.2ms'],
    [{ mean: 15.1, low: 14.908, high: 15.292 }, 'ms', '15.10ms ± 0.19ms'],
    [{ mean: 105_200, low: 103_900, high: 106_500 }, 'ms', '105.2s ± 1.3s'],
    [{ mean: 0.5, low: 0.4, high: 0.6 }, 'share', '50% ± 10%'],
    [{ mean: 240_697, low: 240_409, high: 240_985 }, 'count', '240697 ± 288'],
    [{ mean: 12, low: 12, high: 12 }, 'count', '12 ± 0'],
  ] as const)('%j %s as a mean is %s', (interval, unit, text) => {
    expect(humanInterval(interval, unit)).toBe(text);
  });

  it.each([
    [{ mean: -22.71, low: -25.61, high: -19.81 }, 'ms', '-22.7ms ± 2.9ms'],
    [{ mean: 0.034, low: -0.298, high: 0.366 }, 'ms', '+0.03ms ± 0.33ms'],
    [{ mean: -0.5, low: -0.6, high: -0.4 }, 'share', '-50pp ± 10pp'],
    [{ mean: 0, low: 0, high: 0 }, 'count', '0 ± 0'],
  ] as const)('%j %s as a difference is %s', (interval, unit, text) => {
    expect(humanDifferenceInterval(interval, unit)).toBe(text);
  });

  it('show the wider half of an interval that is not symmetric', () => {
    expect(humanInterval({ mean: 10, low: 8, high: 15 }, 'ms')).toBe('10.0ms ± 5.0ms');
  });

  it.each([
    [-0.1882, '-18.8%'],
    [42.001, '+4200%'],
    [0, '0%'],
    [null, '–'],
  ])('relative %s is %s', (fraction, text) => {
    expect(humanChange(fraction)).toBe(text);
  });
});
