import { growsWithoutBound, leastObservations } from '../statistics/stationarity.ts';
import type { VariantChoice } from './axis.ts';
import type { ComparisonDesign } from './design.ts';
import type { Warmup } from './find-warmup.ts';
import { allNarrow } from './next-target.ts';
import type { VariantSample } from './variant-sample.ts';

/** A variance from fewer replications is a guess. */
const leastReplications = 5;

/** What a reader should know before believing the verdicts, in plain words. */
export function comparisonWarnings(
  design: ComparisonDesign,
  variants: readonly VariantChoice[],
  samples: readonly VariantSample[],
  warmup: Warmup,
): string[] {
  return [
    ...warmup.warnings,
    ...fewReplications(design, samples),
    ...fewObservations(design, variants, samples),
    ...unequalFailures(samples),
    ...noValues(variants, samples),
    ...unstable(variants, samples, warmup),
    ...ofTheRuns(variants, samples),
  ];
}

function fewReplications(design: ComparisonDesign, samples: readonly VariantSample[]): string[] {
  const { until, most } = design.replications;
  const done = samples[0]?.replications ?? 0;
  const warnings = [];
  if (done < leastReplications)
    warnings.push(`${done} replications are few: intervals are wide, and their widths uncertain (--replications)`);
  if (until !== null && !allNarrow(design, samples, until))
    warnings.push(`after ${done} of at most ${most} replications some intervals are wider than ±${percent(until)}`);
  return warnings;
}

function fewObservations(
  { metrics }: ComparisonDesign,
  variants: readonly VariantChoice[],
  samples: readonly VariantSample[],
): string[] {
  const judged = (client: string) => metrics === null || metrics.some((name) => name.endsWith(`(${client})`));
  return variants.flatMap(({ name }, index) =>
    [...(samples[index]?.fewestObservations ?? [])]
      .filter(([client, count]) => count < leastObservations(null) && judged(client))
      .map(
        ([client, count]) =>
          `${name}: only ${count} requests of ${client} were answered in some run: percentiles of so few mean little (fewer than ${leastObservations(null)})`,
      ),
  );
}

function unequalFailures(samples: readonly VariantSample[]): string[] {
  const names = samples[0]?.names.filter((name) => name.startsWith('error_rate(')) ?? [];
  return names
    .filter((name) => {
      const means = samples.map((sample) => average(sample.valuesOf(name)));
      return Math.max(...means) - Math.min(...means) > 0.001;
    })
    .map(
      (name) =>
        `${name} differs between variants: latencies are over answered requests only, so that a variant that fails more can look faster`,
    );
}

function noValues(variants: readonly VariantChoice[], samples: readonly VariantSample[]): string[] {
  return variants.flatMap(({ name }, index) => {
    const sample = samples[index];
    if (sample === undefined) return [];
    return sample.names.flatMap((metric) => {
      const values = sample.valuesOf(metric);
      const without = values.filter((value) => value === null).length;
      return without === 0 ? [] : [`${name}: ${metric} has no value in ${without} of ${values.length} runs`];
    });
  });
}

function unstable(variants: readonly VariantChoice[], samples: readonly VariantSample[], { ms }: Warmup): string[] {
  return variants.flatMap(({ name }, index) => {
    const rows = samples[index]?.course?.inFlight ?? [];
    const series = rows.filter(({ time_s }) => time_s * 1000 >= ms).map(({ in_flight }) => in_flight);
    return growsWithoutBound(series)
      ? [
          `${name}: requests in flight grow as long as the run lasts: the queues are unstable, and what they cost depends on its length`,
        ]
      : [];
  });
}

/** Of the first replication of each variant; equal ones once. */
function ofTheRuns(variants: readonly VariantChoice[], samples: readonly VariantSample[]): string[] {
  const saidBy = new Map<string, string[]>();
  for (const [index, { name }] of variants.entries())
    for (const text of samples[index]?.warnings ?? []) saidBy.set(text, [...(saidBy.get(text) ?? []), name]);
  return [...saidBy].map(([text, names]) => (names.length === variants.length ? text : `${names.join(', ')}: ${text}`));
}

function average(values: readonly (number | null)[]): number {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? 0 : numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`;
}
