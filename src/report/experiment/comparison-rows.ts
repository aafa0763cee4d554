import type { ComparedCell, ComparedMetric, ComparisonReport, Variant } from './comparison-report.ts';

type Row = Readonly<Record<string, string | number | null>>;

/** The rows of `comparison.csv`: metric by metric, in the order of the variants. */
export function comparisonRows(report: ComparisonReport): Row[] {
  return report.metrics.flatMap((metric) =>
    metric.cells.map((cell, index) => comparisonRow(report, metric, report.variants[index], cell)),
  );
}

function comparisonRow(
  { axes }: ComparisonReport,
  metric: ComparedMetric,
  variant: Variant | undefined,
  { mean, difference }: ComparedCell,
): Row {
  if (variant === undefined) throw new Error(`Metric ${metric.name} has more cells than there are variants.`);
  return {
    ...byAxis(axes, variant.values),
    variant: variant.name,
    metric: metric.name,
    unit: metric.unit,
    replications: variant.replications,
    mean: mean?.mean ?? null,
    low: mean?.low ?? null,
    high: mean?.high ?? null,
    sd: mean?.sd ?? null,
    difference: difference?.mean ?? null,
    difference_low: difference?.low ?? null,
    difference_high: difference?.high ?? null,
    relative: difference?.relative ?? null,
    verdict: difference?.verdict ?? '',
    more_replications: difference?.moreReplications ?? null,
  };
}

/** The rows of `replications.csv`, as they come. */
export function replicationRows({ axes, variants, observations }: ComparisonReport): Row[] {
  const names = new Map(variants.map(({ values, name }) => [JSON.stringify(values), name]));
  return observations.map(({ values, replication, seed, metric, value }) => {
    const variant = names.get(JSON.stringify(values));
    if (variant === undefined) throw new Error(`No variant has the values ${values.join(', ')}.`);
    return { ...byAxis(axes, values), variant, replication, seed: String(seed), metric, value };
  });
}

/** The rows of `courses.csv`. */
export function courseRows({ courses }: ComparisonReport): object[] {
  return courses.flatMap(({ variant, latency }) => latency.map((row) => ({ ...row, variant })));
}

function byAxis(axes: readonly string[], values: readonly string[]): Row {
  return Object.fromEntries(axes.map((axis, index) => [axis, values[index] ?? '']));
}
