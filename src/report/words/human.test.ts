import { describe, expect, it } from 'vitest';
import { humanBytes, humanMs, humanNumber, humanSeconds, humanShare } from './human.ts';

describe('numbers for people', () => {
  it.each([
    [null, '–'],
    [0, '0ms'],
    [0.0423, '0.042ms'],
    [1.234, '1.23ms'],
    [9.996, '10ms'],
    [14.73, '14.7ms'],
    [250, '250ms'],
    [999.6, '1s'],
    [1998.4, '2s'],
    [12_340, '12.3s'],
    [150_000, '2m30s'],
  ])('%s ms is %s', (ms, text) => {
    expect(humanMs(ms)).toBe(text);
  });

  it.each([
    [0, '0s'],
    [0.1, '0.1s'],
    [20.6, '20.6s'],
    [59.99, '1m'],
    [150, '2m30s'],
    [3600, '1h'],
    [93_600, '1d2h'],
  ])('%s s is %s', (seconds, text) => {
    expect(humanSeconds(seconds)).toBe(text);
  });

  it.each([
    [null, '–'],
    [0, '0%'],
    [0.00042, '0.042%'],
    [0.0101, '1.01%'],
    [0.8213, '82.1%'],
    [0.99999, '99.999%'],
    [1, '100%'],
  ])('the fraction %s is %s', (fraction, text) => {
    expect(humanShare(fraction)).toBe(text);
  });

  it('writes bytes in powers of 1024', () => {
    expect([0, 512, 67_108_864, 1_610_612_736].map(humanBytes)).toEqual(['0B', '512B', '64MiB', '1.5GiB']);
  });

  it('writes plain numbers with at most two decimals', () => {
    expect([0, 12, 0.254, -0.001, null].map(humanNumber)).toEqual(['0', '12', '0.25', '0', '–']);
  });
});
