import type { MeanInterval } from './interval.ts';
import { replicationsFor } from './sample-size.ts';

/**
 * What the interval of a difference lets one say of a variant. `higher` and `lower` of metrics that are neither good nor bad;
 * `same` if each replication gave the very same value.
 */
export type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'same' | 'cannot tell';

/** @param difference interval of variant − baseline, at the confidence that is wanted for all verdicts together */
export function verdictOf(difference: MeanInterval, better: 'lower' | 'higher' | null): Verdict {
  if (difference.count < 2) return 'cannot tell';
  if (difference.mean === 0 && difference.sd === 0) return 'same';
  const direction = directionOf(difference);
  if (direction === null) return 'cannot tell';
  if (better === null) return direction;
  return direction === better ? 'better' : 'worse';
}

function directionOf({ low, high }: MeanInterval): 'lower' | 'higher' | null {
  if (low > 0) return 'higher';
  return high < 0 ? 'lower' : null;
}

/**
 * Further replications after which the interval would leave 0 out, if the mean and the variance seen so far are the true ones.
 * They are estimates: take it as an order of magnitude, and plan for a few more.
 *
 * @returns 0 if it does already; `null` if the mean difference is 0, nothing is known of its spread, or a million are too few
 */
export function replicationsToTell(
  difference: Pick<MeanInterval, 'mean' | 'sd' | 'count'>,
  confidence: number,
): number | null {
  const distance = Math.abs(difference.mean);
  if (!(distance > 0 && Number.isFinite(distance))) return null;
  // Half-widths fall at every step: where one meets the distance exactly, the verdict comes with the next.
  const needed = replicationsFor(difference, distance * (1 - Number.EPSILON), confidence);
  return needed === null ? null : needed - difference.count;
}
