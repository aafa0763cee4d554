import type { Better, MetricUnit } from '../../metrics/catalogue.ts';
import type {
  ComparedCell,
  ComparedMetric,
  ComparisonReport,
  Difference,
  Estimate,
  ObservationRow,
  Variant,
} from '../experiment/comparison-report.ts';
import { exampleRun } from './example-run.ts';

/** How a metric behaves: its value with the baseline, what a step from variant to variant adds, and how it scatters. */
interface Behaviour {
  readonly name: string;
  readonly unit: MetricUnit;
  readonly better: Better;
  readonly base: number;
  readonly step: number;
  readonly scatter: number;
}

const behaviour = (
  name: string,
  unit: MetricUnit,
  better: Better,
  [base, step, scatter]: readonly [number, number, number],
): Behaviour => ({ name, unit, better, base, step, scatter });

const BEHAVIOURS: readonly Behaviour[] = [
  behaviour('mean(shoppers)', 'ms', 'lower', [14.7, 0.1, 0.6]),
  behaviour('p99(shoppers)', 'ms', 'lower', [121, -22.7, 6]),
  behaviour('error_rate(shoppers)', 'share', 'lower', [0.004, 0.009, 0.001]),
  behaviour('imbalance_sd', 'count', 'lower', [0.9, 0.7, 0.1]),
  behaviour('fragmentation_memory', 'share', 'lower', [0.31, -0.11, 0.02]),
  behaviour('pending', 'count', 'lower', [0, 1.5, 0.4]),
  behaviour('availability(web)', 'share', 'higher', [0.97, 0.001, 0.004]),
  behaviour('cpu_busy(worker1)', 'share', null, [0.58, 0.07, 0.03]),
  behaviour('moves', 'count', 'lower', [12, 0, 0]),
  behaviour('pending_max', 'ms', 'lower', [48_000, 9000, 4000]),
  behaviour('reserved_memory_imbalance_sd', 'share', 'lower', [0.044, 0.001, 0.004]),
  behaviour('requests(shoppers)', 'count', null, [240_127, 0, 900]),
];

const REPLICATIONS = 10;
const T_95 = 2.262;

/** A comparison of two strategies by eight metrics, made by hand. For tests of the files, and to look at the charts. */
export function exampleComparison(): ComparisonReport {
  return comparisonOf({ placement: ['spread', 'binpack'] }, 8);
}

/**
 * A comparison of any shape: the product of the axes' values by the first so many of twelve metrics.
 */
export function comparisonOf(axes: Readonly<Record<string, readonly string[]>>, metrics: number): ComparisonReport {
  const names = Object.keys(axes);
  const variants = product(Object.values(axes)).map((values): Variant => {
    const words = values.map((value, index) => `${names[index]?.split('.').at(-1)}=${value}`);
    const name = values.length === 1 ? (values[0] ?? '') : words.join(' ');
    return { name, values, replications: REPLICATIONS };
  });
  const behaviours = BEHAVIOURS.slice(0, metrics);
  const latency = exampleRun().latency;
  return {
    scenario: 'rolling update under load',
    description: 'Which strategy leaves room, and which one waits least?',
    version: '0.1.0',
    seed: 7,
    confidence: 0.95,
    correction: variants.length * metrics > 2 ? 'Holm’s correction over all differences' : '',
    warmup: { ms: 30_000, source: 'found' },
    axes: names,
    variants,
    metrics: behaviours.map((one) => comparedMetric(one, variants)),
    unchanged: ['time_to_recover(web) = 0'],
    observations: observationsOf(behaviours, variants),
    courses: variants.map(({ name }, index) => ({
      variant: name,
      latency: latency.map((row) => ({
        ...row,
        p50_ms: scaled(row.p50_ms, 1 + index / 10),
        p99_ms: scaled(row.p99_ms, 1 + index / 4),
      })),
    })),
    warnings: ['p99(shoppers) comes from 87 requests in one replication: fewer than 100.'],
  };
}

function product(lists: readonly (readonly string[])[]): string[][] {
  return lists.reduce<string[][]>((all, list) => all.flatMap((one) => list.map((value) => [...one, value])), [[]]);
}

function observationsOf(behaviours: readonly Behaviour[], variants: readonly Variant[]): ObservationRow[] {
  return variants.flatMap(({ values }, index) =>
    Array.from({ length: REPLICATIONS }, (_, at) => at + 1).flatMap((replication) =>
      behaviours.map(
        (one): ObservationRow => ({
          values,
          replication,
          seed: replication === 1 ? 7 : `7-${replication}`,
          metric: one.name,
          value: measured(one, index, replication),
        }),
      ),
    ),
  );
}

function measured({ base, step, scatter }: Behaviour, variant: number, replication: number): number {
  const shared = Math.sin(replication * 12.9);
  const own = Math.sin(replication * 7.7 + variant * 3.1) / 2;
  return Math.max(
    0,
    base + (step * variant) / (1 + variant / 3) + scatter * (base === 0 && variant === 0 ? 0 : shared + own),
  );
}

function comparedMetric(one: Behaviour, variants: readonly Variant[]): ComparedMetric {
  const replications = Array.from({ length: REPLICATIONS }, (_, at) => at + 1);
  const values = variants.map((_, index) => replications.map((replication) => measured(one, index, replication)));
  const baseline = values[0] ?? [];
  const cells = values.map((own, index): ComparedCell => {
    if (index === 0) return { mean: estimate(own), difference: null };
    const paired = estimate(own.map((value, at) => value - (baseline[at] ?? 0)));
    return { mean: estimate(own), difference: judged(one, paired, estimate(baseline).mean) };
  });
  return { name: one.name, unit: one.unit, better: one.better, cells };
}

function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const sd = Math.sqrt(squares / (values.length - 1));
  const half = (T_95 * sd) / Math.sqrt(values.length);
  return { mean, low: mean - half, high: mean + half, sd };
}

function judged({ better }: Behaviour, paired: Estimate, baseline: number): Difference {
  const relative = baseline === 0 ? null : paired.mean / baseline;
  if (paired.sd === 0 && paired.mean === 0) return { ...paired, relative, verdict: 'same', moreReplications: null };
  if (paired.low <= 0 && paired.high >= 0) {
    const more = Math.ceil(REPLICATIONS * (((paired.high - paired.mean) / paired.mean) ** 2 - 1));
    return { ...paired, relative, verdict: 'cannot tell', moreReplications: more > 10_000 ? null : more };
  }
  const direction = paired.mean > 0 ? 'higher' : 'lower';
  const verdict = better === null ? direction : better === direction ? 'better' : 'worse';
  return { ...paired, relative, verdict, moreReplications: null };
}

function scaled(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}
