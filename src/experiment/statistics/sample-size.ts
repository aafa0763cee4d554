import { halfWidthOf, type MeanInterval } from './interval.ts';

/** More replications than this nobody runs. */
export const mostReplications = 1_000_000;

/**
 * How many replications in all bring the half-width to the target, if the standard deviation seen so far is the true one.
 * Student's quantile falls with them, so it is found by bisection.
 *
 * @returns `null` if more than a million would be needed, or nothing is known of the spread yet
 */
export function replicationsFor(
  { sd, count }: Pick<MeanInterval, 'sd' | 'count'>,
  halfWidth: number,
  confidence: number,
): number | null {
  const enough = (replications: number) => halfWidthOf(sd, replications, confidence) <= halfWidth;
  if (enough(count)) return count;
  if (!Number.isFinite(sd) || !enough(mostReplications)) return null;
  let few = count;
  let many = mostReplications;
  while (many - few > 1) {
    const middle = Math.floor((few + many) / 2);
    if (enough(middle)) many = middle;
    else few = middle;
  }
  return many;
}
