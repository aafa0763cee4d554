import { noObservations, observe } from './running-statistics.ts';

/** Where the warm-up of a series ends, or why none is found. */
export type WarmupEnd =
  | { readonly cut: number; readonly reason: null }
  | { readonly cut: null; readonly reason: 'series too short' | 'no end in the first half' };

const batchSize = 5;

/** The statistic of the very last batches is small by chance alone (Hoad et al.): they are no candidates. */
const lastBatches = 5;

/** Below that no half of the series has batches enough to say anything. */
const leastBatches = 4 * lastBatches;

/**
 * MSER-5: cuts that many observations from the beginning of a series which leave the mean of the rest best known, that is with
 * the least squared standard error over batches of five.
 *
 * A minimum in the second half means that the series is still on its way there (or too short to show that it is not): refused.
 * A mean over the same moments of several replications shows the warm-up better than one replication.
 *
 * Sources: K. P. White, "An effective truncation heuristic for bias reduction in simulation output", Simulation 69 (1997);
 * K. Hoad, S. Robinson, R. Davies, "Automating warm-up length estimation", Winter Simulation Conference 2008.
 *
 * @param series values at equal steps of time
 * @returns how many of them to cut
 */
export function mser5(series: readonly number[]): WarmupEnd {
  const batches = batchMeans(series);
  if (batches.length < leastBatches) return { cut: null, reason: 'series too short' };
  let [best, least] = [batches.length, Number.POSITIVE_INFINITY];
  let rest = noObservations;
  for (let kept = 1; kept <= batches.length; kept += 1) {
    const first = batches.length - kept;
    rest = observe(rest, batches[first]!);
    if (kept <= lastBatches) continue;
    const squaredError = rest.squares / kept ** 2;
    // Of equal ones the earliest: nothing is cut without need.
    if (squaredError <= least) [best, least] = [first, squaredError];
  }
  if (best > batches.length / 2) return { cut: null, reason: 'no end in the first half' };
  return { cut: best * batchSize, reason: null };
}

/** An incomplete last batch is left out. */
function batchMeans(series: readonly number[]): number[] {
  return Array.from({ length: Math.floor(series.length / batchSize) }, (_, index) => {
    const batch = series.slice(index * batchSize, (index + 1) * batchSize);
    return batch.reduce((sum, value) => sum + value, 0) / batchSize;
  });
}
