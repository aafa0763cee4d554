import type { MeanInterval } from './interval.ts';
import { replicationsFor } from './sample-size.ts';

/**
 * Sooner the procedure does not stop: an early variance that is too small by chance would end it, and the interval would then
 * cover the truth less often than it says (Law, 9.4.1, advises at least 10, and relative errors of at most 15 %).
 */
export const leastReplicationsToStop = 10;

/**
 * Whether a relative error is reached, such as 0.02 for ±2 % of the true mean. The half-width must be a little narrower than that
 * part of the mean seen (γ/(1 + γ)), as the true one may be smaller.
 *
 * Stopping by what was seen favours samples whose variance looks small: the interval of the last look covers the truth somewhat
 * less often than its confidence says. The coverage study of this project measures by how much.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th ed. (2015), 9.4.1 (sequential procedure for a relative error).
 */
export function isNarrowEnough({ mean, halfWidth, count }: MeanInterval, relativeError: number): boolean {
  return count >= leastReplicationsToStop && halfWidth <= targetHalfWidth(mean, relativeError);
}

/**
 * Replications in all after which it would be, by the spread seen so far: how many to run before the next look.
 *
 * @returns at least {@link leastReplicationsToStop}; `null` if a million are too few (a mean near 0) or nothing is known yet
 */
export function replicationsUntilNarrow(
  interval: MeanInterval,
  relativeError: number,
  confidence: number,
): number | null {
  const needed = replicationsFor(interval, targetHalfWidth(interval.mean, relativeError), confidence);
  return needed === null ? null : Math.max(needed, leastReplicationsToStop);
}

function targetHalfWidth(mean: number, relativeError: number): number {
  return Math.abs(mean) * (relativeError / (1 + relativeError));
}
