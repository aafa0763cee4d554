import { type RunningStatistics, statisticsOf, varianceOf } from './running-statistics.ts';
import { studentQuantile } from './student-t.ts';

/** Confidence interval of a mean: mean ± halfWidth. */
export interface MeanInterval {
  /** NaN without observations. */
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Infinite for fewer than two observations, or an infinite one among them; 0 if all are the same. */
  readonly halfWidth: number;
  /** Standard deviation of one observation; infinite where {@link halfWidth} is. */
  readonly sd: number;
  readonly count: number;
}

/**
 * Two-sided t interval of the mean of independent observations (replications).
 *
 * @param confidence between 0 and 1, such as 0.95
 */
export function meanInterval(values: readonly number[], confidence: number): MeanInterval {
  return intervalFrom(statisticsOf(values), confidence);
}

/** The same, of observations that were not kept. */
export function intervalFrom(statistics: RunningStatistics, confidence: number): MeanInterval {
  const { count, mean } = statistics;
  const sd = Math.sqrt(varianceOf(statistics));
  return intervalAround(mean, halfWidthOf(sd, count, confidence), sd, count);
}

export function intervalAround(mean: number, halfWidth: number, sd: number, count: number): MeanInterval {
  const known = Number.isFinite(halfWidth);
  return {
    mean,
    low: known ? mean - halfWidth : Number.NEGATIVE_INFINITY,
    high: known ? mean + halfWidth : Number.POSITIVE_INFINITY,
    halfWidth,
    sd,
    count,
  };
}

/** Half the width of the interval that `count` observations with that standard deviation give. */
export function halfWidthOf(sd: number, count: number, confidence: number): number {
  if (count < 2) return Number.POSITIVE_INFINITY;
  return studentQuantile((1 + confidence) / 2, count - 1) * (sd / Math.sqrt(count));
}
