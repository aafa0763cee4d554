import { describe, expect, it } from 'vitest';
import { formatNumber, roundNumber } from './number-format.ts';

describe('formatNumber', () => {
  it('writes seconds with 6 decimals and milliseconds with 3', () => {
    expect(formatNumber(12.3456789, 'seconds')).toBe('12.345679');
    expect(formatNumber(0.0004, 'milliseconds')).toBe('0.000');
    expect(formatNumber(5, 'milliseconds')).toBe('5.000');
  });

  it('writes other numbers with no more decimals than they need, at most 6', () => {
    expect(formatNumber(100, 'number')).toBe('100');
    expect(formatNumber(0.25, 'number')).toBe('0.25');
    expect(formatNumber(1 / 3, 'number')).toBe('0.333333');
    expect(formatNumber(4 * 1024 ** 4, 'number')).toBe('4398046511104');
  });

  it('writes statistics with six significant digits, large ones with 3 decimals', () => {
    expect(formatNumber(121.04567891, 'statistic')).toBe('121.046');
    expect(formatNumber(123456.7891, 'statistic')).toBe('123456.789');
    expect(formatNumber(0.0000123456789, 'statistic')).toBe('0.0000123457');
    expect(formatNumber(-2.5, 'statistic')).toBe('-2.5');
    expect([100, 0].map((value) => formatNumber(value, 'statistic'))).toEqual(['100', '0']);
    expect(formatNumber(Number.POSITIVE_INFINITY, 'statistic')).toBe('Infinity');
  });

  it('knows no negative zero', () => {
    expect(formatNumber(-0.0000001, 'number')).toBe('0');
    expect(formatNumber(-0.0001, 'milliseconds')).toBe('0.000');
    expect(formatNumber(-0, 'seconds')).toBe('0.000000');
  });

  it('refuses what is no number', () => {
    expect(() => formatNumber(Number.NaN, 'number')).toThrow('NaN');
    expect(() => formatNumber(Number.POSITIVE_INFINITY, 'seconds')).toThrow('Infinity');
  });
});

describe('roundNumber', () => {
  it('rounds as the files do', () => {
    expect(roundNumber(14.73219, 'milliseconds')).toBe(14.732);
  });
});
