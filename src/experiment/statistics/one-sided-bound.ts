import { intervalFrom } from './interval.ts';
import { statisticsOf } from './running-statistics.ts';

/**
 * The true mean lies below this with the given confidence (one-sided t bound). Infinite for fewer than two observations or an
 * infinite one among them.
 */
export function upperBound(values: readonly number[], confidence: number): number {
  // The two-sided interval that leaves out as much on this side alone.
  return intervalFrom(statisticsOf(values), 2 * confidence - 1).high;
}

/** The true mean lies above this with the given confidence. */
export function lowerBound(values: readonly number[], confidence: number): number {
  return intervalFrom(statisticsOf(values), 2 * confidence - 1).low;
}
