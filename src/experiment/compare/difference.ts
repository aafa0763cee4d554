import { type PairedDifference, pairedDifference } from '../statistics/paired-difference.ts';
import { simultaneousConfidence } from '../statistics/simultaneous.ts';
import type { VariantSample } from './variant-sample.ts';

/** Variant against baseline, replication by replication; `null` if one of them has no value in some replication. */
export function differenceTo(
  baseline: VariantSample,
  variant: VariantSample,
  metric: string,
  confidence: number,
): PairedDifference | null {
  const values = variant.numbersOf(metric);
  const others = baseline.numbersOf(metric);
  return values === null || others === null ? null : pairedDifference(others, values, confidence);
}

/** Metrics that have not one and the same value in every run of every variant. */
export function changingMetrics(metrics: readonly string[], samples: readonly VariantSample[]): string[] {
  return metrics.filter((metric) => {
    const first = samples[0]?.valuesOf(metric)[0];
    return samples.some((sample) => sample.valuesOf(metric).some((value) => value !== first));
  });
}

/** How many differences are judged at once: of each metric that changes, of each variant but the baseline. */
export function comparisonsOf(changing: readonly string[], samples: readonly VariantSample[]): number {
  return changing.length * (samples.length - 1);
}

/** Of each difference, so that all of them hold together. */
export function correctedConfidence(confidence: number, comparisons: number): number {
  return simultaneousConfidence(confidence, Math.max(1, comparisons));
}
