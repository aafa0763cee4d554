import type { Better, MetricUnit } from '../../metrics/catalogue.ts';
import type { LatencyRow } from '../../simulation/run-result.ts';

/** A comparison of variants of a scenario, before it becomes files: plain data, no I/O. */
export interface ComparisonReport {
  readonly scenario: string;
  readonly description: string;
  readonly version: string;
  /** Of the first replication. */
  readonly seed: number | string;
  /** Confidence of all intervals before correction, 0.95. */
  readonly confidence: number;
  /** How the intervals of differences are corrected, in plain words; '' = there is one difference. */
  readonly correction: string;
  readonly warmup: { readonly ms: number; readonly source: 'found' | 'set' | 'scenario' | 'none' };
  /** What is varied, as `--vary` writes it. */
  readonly axes: readonly string[];
  /** The first one is the baseline. */
  readonly variants: readonly Variant[];
  readonly metrics: readonly ComparedMetric[];
  /** Metrics that were asked for and came out the same in every run of every variant, with that value: `pending = 0`. */
  readonly unchanged: readonly string[];
  /** Every metric of every replication: `replications.csv`. */
  readonly observations: readonly ObservationRow[];
  /** Latency over time in the first replication of each variant. */
  readonly courses: readonly VariantCourse[];
  readonly warnings: readonly string[];
}

export interface Variant {
  /** `placement=spread, services.web.deploy.replicas=4`; one axis: the value alone, `spread`. */
  readonly name: string;
  /** One for each axis. */
  readonly values: readonly string[];
  readonly replications: number;
}

export interface ComparedMetric {
  /** `p99(shoppers)` */
  readonly name: string;
  readonly unit: MetricUnit;
  readonly better: Better;
  /** In the order of the variants. */
  readonly cells: readonly ComparedCell[];
}

export interface ComparedCell {
  /** `null` = some replication has no value. */
  readonly mean: Estimate | null;
  /** Paired difference to the baseline, replication by replication; `null` for the baseline itself. */
  readonly difference: Difference | null;
}

/** In the metric's base unit. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Standard deviation over replications. */
  readonly sd: number;
}

export interface Difference extends Estimate {
  /** To the baseline's mean; `null` if that is 0. */
  readonly relative: number | null;
  readonly verdict: Verdict;
  /** Further replications that would tell, if mean and variance are as seen; `null` = already told, or beyond all patience. */
  readonly moreReplications: number | null;
}

export type Verdict = 'better' | 'worse' | 'higher' | 'lower' | 'same' | 'cannot tell';

export interface ObservationRow {
  /** One for each axis. */
  readonly values: readonly string[];
  /** From 1. */
  readonly replication: number;
  readonly seed: number | string;
  readonly metric: string;
  readonly value: number | null;
}

export interface VariantCourse {
  readonly variant: string;
  readonly latency: readonly LatencyRow[];
}
