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

  it('have a half width in the same unit', () => {
    expect(humanInterval({ mean: 0.5, low: 0.4, high: 0.6 }, 'share')).toBe('50% ± 10%');
    expect(humanDifferenceInterval({ mean: -0.5, low: -0.6, high: -0.4 }, 'share')).toBe('-50pp ± 10pp');
  });

  it('show the wider half of an interval that is not symmetric', () => {
    expect(humanInterval({ mean: 10, low: 8, high: 15 }, 'ms')).toBe('10ms ± 5ms');
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
