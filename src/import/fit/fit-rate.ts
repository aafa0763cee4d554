/** Rates by intervals of equal width, from 0 on. */
export interface RateFit {
  readonly widthMs: number;
  readonly perSecond: readonly number[];
  /** Variance of the counts in tenths of an interval over their mean: 1 for a Poisson process, more for bursts. `null` = too few. */
  readonly dispersion: number | null;
}

/** From what a clock of seconds can tell up to a day, ms. */
const widthsMs = [10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21_600, 86_400].map(
  (seconds) => 1000 * seconds,
);
const mostIntervals = 60;
const parts = 10;
const leastRequests = 100;

/** @param timesMs ascending, from 0 on */
export function fitRate(timesMs: Float64Array): RateFit {
  const lengthMs = Math.max(1000, timesMs.at(-1) ?? 0);
  const widthMs = widthsMs.find((width) => lengthMs <= mostIntervals * width) ?? widthsMs.at(-1) ?? lengthMs;
  const partMs = widthMs / parts;
  // What is left beyond them, less than half an interval, goes on with the last one's rate.
  const intervals = Math.max(1, Math.round(lengthMs / widthMs));
  const counts = new Float64Array(Math.ceil((lengthMs + 1) / partMs));
  for (const timeMs of timesMs) counts[Math.floor(timeMs / partMs)]!++;
  const perSecond: number[] = [];
  let squares = 0;
  let expected = 0;
  for (let interval = 0; interval < intervals; interval++) {
    const lastsMs = Math.min(widthMs, lengthMs - interval * widthMs);
    const all = counts.subarray(interval * parts, (interval + 1) * parts);
    perSecond.push((1000 * sumOf(all)) / lastsMs);
    // The part in which the log ends is a shorter one.
    const whole = all.subarray(0, Math.floor(lastsMs / partMs));
    const mean = sumOf(whole) / whole.length;
    if (whole.length < 2) continue;
    squares += whole.reduce((sum, count) => sum + (count - mean) ** 2, 0);
    expected += mean * (whole.length - 1);
  }
  return {
    widthMs,
    perSecond,
    dispersion: timesMs.length < leastRequests || expected === 0 ? null : squares / expected,
  };
}

function sumOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + count, 0);
}
