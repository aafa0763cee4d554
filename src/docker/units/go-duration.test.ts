import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatGoDuration, nanosecondsOf, parseGoDuration } from './go-duration.ts';

describe('parseGoDuration', () => {
  // From the tests of Go's package time (TestParseDuration).
  it.each([
    ['0', 0],
    ['5s', 5_000],
    ['30s', 30_000],
    ['1478s', 1_478_000],
    ['-5s', -5_000],
    ['+5s', 5_000],
    ['-0', 0],
    ['5.0s', 5_000],
    ['5.6s', 5_600],
    ['5.s', 5_000],
    ['.5s', 500],
    ['100.00100s', 100_001],
    ['10ns', 1e-5],
    ['11us', 0.011],
    ['12\u00b5s', 0.012],
    ['12\u03bcs', 0.012],
    ['13ms', 13],
    ['15m', 900_000],
    ['16h', 57_600_000],
    ['3h30m', 12_600_000],
    ['10.5s4m', 250_500],
    ['-2m3.4s', -123_400],
    ['1h2m3s4ms5us6ns', 3_723_004.005006],
    ['39h9m14.425s', 140_954_425],
    ['0.3333333333333333333h', 1_200_000],
  ])('%s', (text, milliseconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(milliseconds, 9);
  });

  it.each([
    ['', 'time: invalid duration ""'],
    ['3', 'time: missing unit in duration "3"'],
    ['-', 'time: invalid duration "-"'],
    ['s', 'time: invalid duration "s"'],
    ['.', 'time: invalid duration "."'],
    ['-.s', 'time: invalid duration "-.s"'],
    ['3000000h', 'time: invalid duration "3000000h"'],
    ['9223372036854775808ns', 'time: invalid duration "9223372036854775808ns"'],
    ['5x', 'time: unknown unit "x" in duration "5x"'],
    ['1m5', 'time: missing unit in duration "1m5"'],
    ['1 s', 'time: unknown unit " s" in duration "1 s"'],
  ])('refuses %s', (text, message) => {
    expect(() => parseGoDuration(text)).toThrow(message);
  });
});

describe('formatGoDuration', () => {
  // From the tests of Go's package time (TestDurationString).
  it.each([
    [0, '0s'],
    [1e-6, '1ns'],
    [0.0011, '1.1\u00b5s'],
    [2.2, '2.2ms'],
    [3_300, '3.3s'],
    [4 * 60_000 + 5_000, '4m5s'],
    [4 * 60_000 + 5_001, '4m5.001s'],
    [5 * 3_600_000 + 6 * 60_000 + 7_001, '5h6m7.001s'],
    [8 * 60_000 + 0.000001, '8m0.000000001s'],
    [90 * 24 * 3_600_000, '2160h0m0s'],
    [-1_500, '-1.5s'],
  ])('%d ms', (milliseconds, text) => {
    expect(formatGoDuration(milliseconds)).toBe(text);
  });

  it('is read back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e15, max: 1e15 }), (nanoseconds) => {
        expect(nanosecondsOf(parseGoDuration(formatGoDuration(nanoseconds / 1e6)))).toBe(nanoseconds);
      }),
      { seed: 1 },
    );
  });
});
