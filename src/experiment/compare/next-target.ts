import { type MeanInterval, meanInterval } from '../statistics/interval.ts';
import { isNarrowEnough, leastReplicationsToStop, replicationsUntilNarrow } from '../statistics/sequential.ts';
import type { ComparisonDesign } from './design.ts';
import { changingMetrics, comparisonsOf, correctedConfidence, differenceTo } from './difference.ts';
import type { VariantSample } from './variant-sample.ts';

/** Replications at most double from one look to the next: what was foreseen may be wrong. */
const growth = 2;

/**
 * How many replications there should be: as many as there are if every interval is as narrow as `until` wants – of the
 * difference to the baseline, or of the mean where there is one variant only –, relative to the baseline's mean. What has no
 * value in some run, or a mean of 0, is not waited for.
 */
export function nextTarget(design: ComparisonDesign, samples: readonly VariantSample[]): number {
  const done = samples[0]?.replications ?? 0;
  const { until, most } = design.replications;
  if (until === null) return done;
  if (done < leastReplicationsToStop) return Math.min(leastReplicationsToStop, most);
  const wide = tooWideIntervals(design, samples, until);
  if (wide.length === 0) return done;
  const confidence = confidenceOf(design, samples);
  const wanted = wide.map((interval) => replicationsUntilNarrow(interval, until, confidence) ?? most);
  return Math.min(Math.max(done + 1, ...wanted), growth * done, most);
}

/** Whether `until` is reached. */
export function allNarrow(design: ComparisonDesign, samples: readonly VariantSample[], until: number): boolean {
  return tooWideIntervals(design, samples, until).length === 0;
}

/** Each with the baseline's mean in the place of its own: that is what its width is compared with. */
function tooWideIntervals(design: ComparisonDesign, samples: readonly VariantSample[], until: number): MeanInterval[] {
  const [baseline, ...variants] = samples;
  if (baseline === undefined) return [];
  const confidence = confidenceOf(design, samples);
  return changingMetrics(baseline.names, samples).flatMap((metric) => {
    const values = baseline.numbersOf(metric);
    if (values === null) return [];
    const own = meanInterval(values, confidence);
    if (own.mean === 0) return [];
    const intervals =
      variants.length === 0
        ? [own]
        : variants.flatMap((variant) => differenceTo(baseline, variant, metric, confidence)?.interval ?? []);
    return intervals
      .map((interval) => ({ ...interval, mean: own.mean }))
      .filter((interval) => !isNarrowEnough(interval, until));
  });
}

function confidenceOf(design: ComparisonDesign, samples: readonly VariantSample[]): number {
  const changing = changingMetrics(samples[0]?.names ?? [], samples);
  return correctedConfidence(design.confidence, comparisonsOf(changing, samples));
}
