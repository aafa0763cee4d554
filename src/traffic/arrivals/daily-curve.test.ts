import { describe, expect, it } from 'vitest';
import { DailyCurve } from './daily-curve.ts';

const dayMs = 86_400_000;

/** What is expected until so long after the beginning, with the peak at 14 o'clock and the beginning at midnight. */
function integral(low: number, high: number, ms: number): number {
  const turn = (2 * Math.PI) / dayMs;
  const phase = -turn * 14 * 3_600_000;
  return ((low + high) / 2) * ms + ((high - low) / (2 * turn)) * (Math.sin(phase + turn * ms) - Math.sin(phase));
}

describe('a daily curve', () => {
  it.each([
    [0.4, 1.6, 1],
    [0.4, 1.6, 0.001],
    [0, 2, 1],
    [0, 1e-4, 1],
    [5, 5, 37],
    [3, 0.1, 250],
  ])('from %f to %f a ms is inverted exactly, %f counts at a time', (low, high, step) => {
    const curve = new DailyCurve(low, high, 14, 0, 0);
    let before = 0;
    for (let i = 1; i <= 20_000; i++) {
      const count = i * step;
      const ms = curve.timeAt(count);
      expect(ms).toBeGreaterThanOrEqual(before);
      // The integral here, a difference of sines of some 10⁷, is no better than that.
      if (Math.abs(integral(low, high, ms) - count) > 1e-8 + 1e-9 * count) expect.fail(`count ${count}: ${ms} ms`);
      before = ms;
    }
  });

  it('is inverted exactly late in the day, too', () => {
    const curve = new DailyCurve(0.4, 1.6, 14, 0, 0);
    for (let i = 0; i < 10_000; i++) {
      const count = 8e7 + i;
      expect(Math.abs(integral(0.4, 1.6, curve.timeAt(count)) - count)).toBeLessThan(1e-6);
    }
  });
});
