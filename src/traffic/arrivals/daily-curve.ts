import type { RateCurve } from './rate-curve.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const radiansPerMs = (2 * Math.PI) / dayMs;
/** Around an anchor, the inverse of the integral is a polynomial of degree 4, exact to the last bits so far ahead of it. */
const longestReachMs = 1000;
/** As long as what its terms of second and third order add stays below that, relatively, those that are left out are below 10⁻¹⁵. */
const greatestBend = 1e-4;

/** A cosine over the day (UTC) between the low rate and the high one at the peak hour. */
export class DailyCurve implements RateCurve {
  readonly #fromMs: number;
  readonly #meanPerMs: number;
  readonly #swingPerMs: number;
  /** Time from the last peak to `fromMs`. */
  readonly #phaseMs: number;
  readonly #sinOfPhase: number;
  /** The last answer, since `fromMs`: the next one is near it, and never before it. */
  #lastMs = 0;
  #lastCount = 0;
  /** Where the polynomial begins, its coefficients in (count − anchor's count) ÷ rate, and how many counts it reaches. */
  #anchorMs = 0;
  #anchorCount = 0;
  #msPerCount = 0;
  #second = 0;
  #third = 0;
  #fourth = 0;
  #reachCount = 0;

  constructor(lowPerMs: number, highPerMs: number, peakHour: number, fromMs: number, startUnixMs: number) {
    this.#fromMs = fromMs;
    this.#meanPerMs = (lowPerMs + highPerMs) / 2;
    this.#swingPerMs = (highPerMs - lowPerMs) / 2;
    this.#phaseMs = (startUnixMs + fromMs - peakHour * hourMs) % dayMs;
    this.#sinOfPhase = Math.sin(radiansPerMs * this.#phaseMs);
  }

  timeAt(expectedCount: number): number {
    if (!(this.#meanPerMs > 0)) return Number.POSITIVE_INFINITY;
    const ahead = expectedCount - this.#anchorCount;
    let sinceMs: number;
    if (ahead >= 0 && ahead < this.#reachCount && expectedCount >= this.#lastCount) {
      const ms = ahead * this.#msPerCount;
      const since = this.#anchorMs + ms * (1 + ms * (this.#second + ms * (this.#third + ms * this.#fourth)));
      sinceMs = Math.max(this.#lastMs, since);
    } else {
      sinceMs = this.#invert(expectedCount);
      this.#anchor(sinceMs, expectedCount);
    }
    this.#lastMs = sinceMs;
    this.#lastCount = expectedCount;
    return this.#fromMs + sinceMs;
  }

  get endsMs(): number {
    return this.#meanPerMs > 0 ? Number.POSITIVE_INFINITY : this.#fromMs;
  }

  countAt(timeMs: number): number {
    return this.#countUntil(timeMs - this.#fromMs);
  }

  /** Series of the inverse of c = r·h + r′h²/2 + r″h³/6 + r‴h⁴/24 (Abramowitz & Stegun, 3.6.25), in h = c ÷ r. */
  #anchor(sinceMs: number, count: number): void {
    const rate = this.#rateAt(sinceMs);
    const cosine = (rate - this.#meanPerMs) * radiansPerMs * radiansPerMs;
    const sine = this.#swingPerMs * radiansPerMs * Math.sin(radiansPerMs * (this.#phaseMs + sinceMs));
    const a = -sine / (2 * rate);
    const b = -cosine / (6 * rate);
    const c = (sine * radiansPerMs * radiansPerMs) / (24 * rate);
    this.#anchorMs = sinceMs;
    this.#anchorCount = count;
    this.#msPerCount = 1 / rate;
    this.#second = -a;
    this.#third = 2 * a * a - b;
    this.#fourth = 5 * a * b - c - 5 * a * a * a;
    const bend = Math.max(Math.abs(a), Math.sqrt(Math.abs(b)));
    // NaN, if the rate is 0: then it reaches nowhere.
    this.#reachCount = rate * Math.min(longestReachMs, greatestBend / bend);
  }

  #invert(expectedCount: number): number {
    const goesOn = expectedCount >= this.#lastCount;
    // The integral grows by the same amount each day, and differs from its mean's line by at most the swing's amplitude.
    const slackMs = Math.abs(this.#swingPerMs / this.#meanPerMs) * (2 / radiansPerMs);
    let low = Math.max(goesOn ? this.#lastMs : 0, expectedCount / this.#meanPerMs - slackMs);
    let high = expectedCount / this.#meanPerMs + slackMs;
    const guess = goesOn
      ? this.#lastMs + (expectedCount - this.#lastCount) / this.#rateAt(this.#lastMs)
      : expectedCount / this.#meanPerMs;
    let x = Math.min(high, Math.max(low, guess));
    // Newton's method, halving the bracket where it would leave it (the rate may be 0 at night).
    while (high - low > 1e-9 * (1 + high)) {
      const error = this.#countUntil(x) - expectedCount;
      const step = error / this.#rateAt(x);
      // Asked first: an error of exactly 0, which is common late in the day, would have the whole bracket halved.
      if (Math.abs(step) <= 1e-12 * (1 + x)) return Math.max(low, x - step);
      if (error > 0) high = x;
      else low = x;
      const next = x - step;
      const inside = next > low && next < high;
      x = inside ? next : (low + high) / 2;
    }
    return x;
  }

  #rateAt(sinceMs: number): number {
    return this.#meanPerMs + this.#swingPerMs * Math.cos(radiansPerMs * (this.#phaseMs + sinceMs));
  }

  #countUntil(sinceMs: number): number {
    const phase = radiansPerMs * this.#phaseMs;
    const wave = Math.sin(phase + radiansPerMs * sinceMs) - this.#sinOfPhase;
    return this.#meanPerMs * sinceMs + (this.#swingPerMs / radiansPerMs) * wave;
  }
}
