import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { logTicks, roundUp } from './scales.ts';
import { timeLabelExpression, timeTicks } from './time-axis.ts';

describe('timeTicks', () => {
  it.each([
    [45, 10, [0, 5, 10, 15, 20, 25, 30, 35, 40, 45]],
    [600, 10, [0, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600]],
    [600, 5, [0, 120, 240, 360, 480, 600]],
    [86_400, 5, [0, 21_600, 43_200, 64_800, 86_400]],
  ])('%s s in at most %s intervals', (duration, intervals, ticks) => {
    expect(timeTicks(duration, intervals)).toEqual(ticks);
  });

  it('never has more intervals than asked for', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.5, max: 1e8, noNaN: true }), fc.integer({ min: 2, max: 12 }), (duration, most) => {
        expect(timeTicks(duration, most).length - 1).toBeLessThanOrEqual(most);
      }),
      { seed: 1 },
    );
  });
});

describe('timeLabelExpression', () => {
  it('writes times as the report does', () => {
    expect(timeLabelExpression([0, 30, 60, 5400])).toBe('{"0":"0","30":"30s","60":"1m","5400":"1h30m"}[datum.value]');
  });
});

describe('roundUp', () => {
  it('finds the next round number', () => {
    expect([0, 0.07, 1, 1.1, 137.4, 360, 9.5].map(roundUp)).toEqual([1, 0.08, 1, 1.5, 150, 400, 10]);
  });
});

describe('logTicks', () => {
  it('encloses the values with 1-2-5 steps', () => {
    expect(logTicks(8.6, 563)).toEqual([5, 10, 20, 50, 100, 200, 500, 1000]);
  });

  it('takes powers of ten where those would be too many', () => {
    expect(logTicks(0.8, 12_000)).toEqual([0.1, 1, 10, 100, 1000, 10_000, 100_000]);
  });
});
