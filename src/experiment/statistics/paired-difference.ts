import { intervalAround, type MeanInterval, meanInterval } from './interval.ts';
import { statisticsOf, varianceOf } from './running-statistics.ts';
import { studentQuantile } from './student-t.ts';

/** How far a variant lies from its baseline, over replications that share their seeds pair by pair. */
export interface PairedDifference {
  /** Variant − baseline, by replication. */
  readonly differences: readonly number[];
  /** Of the mean difference. */
  readonly interval: MeanInterval;
  /** What the interval would be if the pairing were not known (Welch): for comparison, not for verdicts. */
  readonly unpaired: MeanInterval;
  /** So many times narrower is the paired interval. `null` where one of the two is 0 or infinite. */
  readonly pairingFactor: number | null;
}

/** Sums in another order differ so much by rounding alone. */
const rounding = 1e-12;

/**
 * The difference of two variants under common random numbers.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, 5th ed. (2015), 10.2 (paired-t and Welch) and 11.2 (common random numbers).
 *
 * @param baseline value of each replication
 * @param variant of the same replications, in the same order
 */
export function pairedDifference(
  baseline: readonly number[],
  variant: readonly number[],
  confidence: number,
): PairedDifference {
  if (baseline.length !== variant.length)
    throw new RangeError(`${baseline.length} replications cannot be paired with ${variant.length}`);
  const differences = variant.map((value, index) => differenceOf(value, baseline[index]!));
  const interval = meanInterval(differences, confidence);
  const unpaired = welchInterval(baseline, variant, confidence);
  const comparable = [interval, unpaired].every(({ halfWidth }) => halfWidth > 0 && Number.isFinite(halfWidth));
  return {
    differences,
    interval,
    unpaired,
    pairingFactor: comparable ? unpaired.halfWidth / interval.halfWidth : null,
  };
}

/** Two that are infinite alike do not differ. */
function differenceOf(value: number, base: number): number {
  if (value === base) return 0;
  const difference = value - base;
  const negligible = rounding * Math.max(Math.abs(value), Math.abs(base));
  return Number.isFinite(difference) && Math.abs(difference) <= negligible ? 0 : difference;
}

/** Interval of the difference of the means of two independent samples with variances of their own. */
function welchInterval(baseline: readonly number[], variant: readonly number[], confidence: number): MeanInterval {
  const [base, other] = [statisticsOf(baseline), statisticsOf(variant)];
  const [a, b] = [varianceOf(base) / base.count, varianceOf(other) / other.count];
  const mean = other.mean - base.mean;
  const sd = Math.sqrt(varianceOf(base) + varianceOf(other));
  return intervalAround(mean, welchHalfWidth(a, b, base.count, confidence), sd, base.count);
}

/** Of two samples of `count` each; `a` and `b` are the variances of their means. Degrees of freedom by Welch and Satterthwaite. */
function welchHalfWidth(a: number, b: number, count: number, confidence: number): number {
  if (!Number.isFinite(a + b)) return Number.POSITIVE_INFINITY;
  if (a + b === 0) return 0;
  const degrees = ((a + b) ** 2 * (count - 1)) / (a * a + b * b);
  return studentQuantile((1 + confidence) / 2, degrees) * Math.sqrt(a + b);
}
