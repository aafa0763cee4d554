import type { SetRate } from '../spec.ts';
import { DailyCurve } from './daily-curve.ts';
import { PiecewiseCurve } from './piecewise-curve.ts';
import type { RateCurve } from './rate-curve.ts';

class ConstantCurve implements RateCurve {
  readonly #fromMs: number;
  readonly #perMs: number;

  constructor(fromMs: number, perMs: number) {
    this.#fromMs = fromMs;
    this.#perMs = perMs;
  }

  timeAt(expectedCount: number): number {
    return this.#fromMs + expectedCount / this.#perMs;
  }

  get endsMs(): number {
    return this.#perMs > 0 ? Number.POSITIVE_INFINITY : this.#fromMs;
  }

  countAt(timeMs: number): number {
    return (timeMs - this.#fromMs) * this.#perMs;
  }
}

/** The integral begins at `fromMs`; `startUnixMs` is time 0, for daily curves. */
export function makeRateCurve(rate: SetRate, fromMs: number, startUnixMs: number): RateCurve {
  switch (rate.kind) {
    case 'constant':
      return new ConstantCurve(fromMs, rate.perMs);
    case 'steps':
      return new PiecewiseCurve(
        rate.steps.map(({ atMs, perMs }) => ({ atMs, perMs, endPerMs: perMs })),
        fromMs,
      );
    case 'ramp':
      return new PiecewiseCurve(
        rate.points.map(({ atMs, perMs }, i) => ({ atMs, perMs, endPerMs: rate.points[i + 1]?.perMs ?? perMs })),
        fromMs,
      );
    case 'daily':
      return new DailyCurve(rate.lowPerMs, rate.highPerMs, rate.peakHour, fromMs, startUnixMs);
  }
}
