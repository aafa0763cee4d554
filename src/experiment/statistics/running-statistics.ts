/**
 * What is kept of observations that are not: their number, mean and sum of squared deviations. Plain data, so that it can be
 * written, sent and merged.
 *
 * Source: B. P. Welford, "Note on a method for calculating corrected sums of squares and products", Technometrics 4 (1962).
 */
export interface RunningStatistics {
  readonly count: number;
  /** NaN before the first observation. */
  readonly mean: number;
  /** Sum of (observation − mean)². */
  readonly squares: number;
}

export const noObservations: RunningStatistics = { count: 0, mean: Number.NaN, squares: 0 };

/** One more observation. One that is infinite makes the mean and the squares so. */
export function observe({ count, mean, squares }: RunningStatistics, value: number): RunningStatistics {
  if (count === 0) return { count: 1, mean: value, squares: Number.isFinite(value) ? 0 : Number.POSITIVE_INFINITY };
  if (!Number.isFinite(value + mean))
    return { count: count + 1, mean: mean + value, squares: Number.POSITIVE_INFINITY };
  const before = value - mean;
  const moved = mean + before / (count + 1);
  return { count: count + 1, mean: moved, squares: squares + before * (value - moved) };
}

export function statisticsOf(values: readonly number[]): RunningStatistics {
  return values.reduce(observe, noObservations);
}

/**
 * The observations of both, up to rounding.
 *
 * Source: T. F. Chan, G. H. Golub, R. J. LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979).
 */
export function merge(a: RunningStatistics, b: RunningStatistics): RunningStatistics {
  if (a.count === 0) return b;
  if (b.count === 0) return a;
  const count = a.count + b.count;
  if (!Number.isFinite(a.mean + b.mean)) return { count, mean: a.mean + b.mean, squares: Number.POSITIVE_INFINITY };
  const apart = b.mean - a.mean;
  return {
    count,
    mean: a.mean + (apart * b.count) / count,
    squares: a.squares + b.squares + (apart * apart * a.count * b.count) / count,
  };
}

/** Unbiased (divided by count − 1). Infinite for fewer than two observations: nothing is known of it. */
export function varianceOf({ count, squares }: RunningStatistics): number {
  return count < 2 ? Number.POSITIVE_INFINITY : squares / (count - 1);
}
