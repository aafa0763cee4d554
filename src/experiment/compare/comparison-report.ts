import type {
  ComparedCell,
  ComparedMetric,
  ComparisonReport,
  Difference,
  Estimate,
  ObservationRow,
} from '../../report/experiment/comparison-report.ts';
import { version } from '../../simulation/version.ts';
import { printMetric } from '../../simulation/vocabulary.ts';
import { carriedFiles } from '../loaded-scenarios.ts';
import { replicationSeed } from '../replication-seed.ts';
import { type MeanInterval, meanInterval } from '../statistics/interval.ts';
import { replicationsToTell, verdictOf } from '../statistics/verdict.ts';
import type { VariantChoice } from './axis.ts';
import { comparisonWarnings } from './comparison-warnings.ts';
import { type ComparisonDesign, loadVariant } from './design.ts';
import { changingMetrics, comparisonsOf, correctedConfidence, differenceTo } from './difference.ts';
import type { Warmup } from './find-warmup.ts';
import { metricOf } from './judged-metrics.ts';
import type { VariantSample } from './variant-sample.ts';

/** What the samples say: means, paired differences and verdicts. The first variant is the baseline. */
export function comparisonReport(
  design: ComparisonDesign,
  variants: readonly VariantChoice[],
  samples: readonly VariantSample[],
  warmup: Warmup,
): ComparisonReport {
  const [baseline] = samples;
  if (baseline === undefined || variants[0] === undefined) throw new Error('a comparison needs a variant');
  const scenario = loadVariant(carriedFiles(design.files), design.path, design.overrides, variants[0]);
  const changing = changingMetrics(baseline.names, samples);
  const comparisons = comparisonsOf(changing, samples);
  const judge = new Judge(baseline, design.confidence, correctedConfidence(design.confidence, comparisons));
  return {
    scenario: scenario.name,
    description: scenario.description,
    version,
    seed: design.seed,
    confidence: design.confidence,
    correction: correctionInWords(comparisons, design.confidence),
    warmup: { ms: warmup.ms, source: warmup.source },
    axes: design.axes.map(({ path }) => path),
    variants: variants.map(({ name, values }, index) => ({
      name,
      values,
      replications: samples[index]?.replications ?? 0,
    })),
    metrics: changing.map((metric) => judge.compare(metric, samples)),
    unchanged: baseline.names
      .filter((name) => !changing.includes(name))
      .map((name) => `${name} = ${printMetric(metricOf(name), baseline.valuesOf(name)[0] ?? null)}`),
    observations: observationRows(design, variants, samples),
    courses: variants.map(({ name }, index) => ({ variant: name, latency: samples[index]?.course?.latency ?? [] })),
    warnings: comparisonWarnings(design, variants, samples, warmup),
  };
}

class Judge {
  readonly #baseline: VariantSample;
  readonly #confidence: number;
  readonly #corrected: number;

  constructor(baseline: VariantSample, confidence: number, corrected: number) {
    this.#baseline = baseline;
    this.#confidence = confidence;
    this.#corrected = corrected;
  }

  compare(name: string, samples: readonly VariantSample[]): ComparedMetric {
    const { unit, better } = metricOf(name);
    return { name, unit, better, cells: samples.map((sample) => this.#cell(name, sample)) };
  }

  #cell(name: string, sample: VariantSample): ComparedCell {
    const values = sample.numbersOf(name);
    return {
      mean: values === null ? null : estimateOf(meanInterval(values, this.#confidence)),
      difference: sample === this.#baseline ? null : this.#difference(name, sample),
    };
  }

  #difference(name: string, sample: VariantSample): Difference | null {
    const paired = differenceTo(this.#baseline, sample, name, this.#corrected);
    if (paired === null) return null;
    const { mean } = meanInterval(this.#baseline.numbersOf(name) ?? [], this.#confidence);
    const { interval } = paired;
    const verdict = verdictOf(interval, metricOf(name).better);
    return {
      ...estimateOf(interval),
      relative: mean === 0 ? null : interval.mean / Math.abs(mean),
      verdict,
      moreReplications: verdict === 'cannot tell' ? replicationsToTell(interval, this.#corrected) : null,
    };
  }
}

function estimateOf({ mean, low, high, sd }: MeanInterval): Estimate {
  return { mean, low, high, sd };
}

function correctionInWords(comparisons: number, confidence: number): string {
  if (comparisons <= 1) return '';
  const percent = Number((confidence * 100).toFixed(2));
  return `${comparisons} differences are judged at once: their intervals are widened (Bonferroni), so that all of them together hold with ${percent} %`;
}

function observationRows(
  { seed }: ComparisonDesign,
  variants: readonly VariantChoice[],
  samples: readonly VariantSample[],
): ObservationRow[] {
  return variants.flatMap(({ values }, index) => {
    const sample = samples[index];
    if (sample === undefined) return [];
    return Array.from({ length: sample.replications }, (_, done) => done + 1).flatMap((replication) =>
      sample.names.map((metric) => ({
        values,
        replication,
        seed: replicationSeed(seed, replication),
        metric,
        value: sample.valuesOf(metric)[replication - 1] ?? null,
      })),
    );
  });
}
