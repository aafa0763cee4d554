import { compareNatural } from '../tables/natural-order.ts';
import { formatNumber } from '../tables/number-format.ts';
import type { ComparisonReport } from './comparison-report.ts';
import type { Mix, PlanReport } from './plan-report.ts';

/**
 * The texts of `summary.json`: fields in a fixed order, numbers rounded as in the CSV files, `"infinite"` where a failed request
 * decides (JSON has no such number), a newline at the end.
 */
export function comparisonJson(report: ComparisonReport): string {
  const { scenario, seed, version, confidence, correction, warmup, axes, unchanged, warnings } = report;
  const variants = report.variants.map(({ name, values, replications }) => ({ name, values, replications }));
  const metrics = report.metrics.map(({ name, unit, better, cells }) => ({
    name,
    unit,
    better,
    variants: cells.map((cell, index) => ({ name: report.variants[index]?.name, ...cell })),
  }));
  return toJson({
    scenario,
    seed,
    version,
    confidence,
    correction,
    warmup: { ms: warmup.ms, source: warmup.source },
    axes,
    variants,
    metrics,
    unchanged,
    warnings,
  });
}

export function planJson(report: PlanReport): string {
  const { scenario, seed, version, confidence, sought, promises, survive, answer, verdict, binding, points } = report;
  const { find, noun, extreme, from, to } = sought;
  return toJson({
    scenario,
    seed,
    version,
    confidence,
    sought: { find, noun, extreme, from, to },
    promises,
    survive,
    answer,
    verdict,
    binding,
    points,
    mix: report.mix === null ? null : sortedMix(report.mix),
    warnings: report.warnings,
  });
}

function sortedMix({ price, counts, tried }: Mix): Mix {
  return { price, counts: byName(counts), tried: tried.map((mix) => ({ ...mix, counts: byName(mix.counts) })) };
}

function byName(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => compareNatural(a, b)));
}

function toJson(value: object): string {
  return `${JSON.stringify(value, rounded, 2)}\n`;
}

function rounded(_name: string, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  return value === Number.POSITIVE_INFINITY ? 'infinite' : Number(formatNumber(value, 'statistic'));
}
