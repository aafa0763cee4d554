import { humanSeconds, NOTHING } from '../words/human.ts';
import { humanChange, humanDifferenceInterval, humanInterval, humanQuantity } from '../words/quantity.ts';
import type { SummaryTable } from '../words/summary-tables.ts';
import type { ComparedMetric, ComparisonReport, Difference, Variant, Verdict } from './comparison-report.ts';

/** A variant against the baseline: `binpack against spread: better in 3 of 8 metrics, worse in 2, cannot tell in 3.` */
export function headline(report: ComparisonReport, index: number): string {
  const verdicts = report.metrics.map(({ cells }) => cells[index]?.difference?.verdict ?? null);
  const count = (wanted: Verdict | null): number => verdicts.filter((verdict) => verdict === wanted).length;
  const better = count('better');
  const parts = [`better in ${better === 0 ? 'none' : better} of ${counted(verdicts.length, 'metric')}`];
  const add = (words: string, number: number): void => {
    if (number > 0) parts.push(`${words} ${number}`);
  };
  add('worse in', count('worse'));
  add('different but neither better nor worse in', count('higher') + count('lower'));
  add('the same in', count('same'));
  add('cannot tell in', count('cannot tell'));
  add('without a value in', count(null));
  return `${report.variants[index]?.name} against ${baselineOf(report).name}: ${parts.join(', ')}.`;
}

/** A wide sweep in one sentence: the variants that one can have without paying for it in another metric. */
export function sweepHeadline(report: ComparisonReport): string {
  const { variants, metrics } = report;
  const baseline = baselineOf(report).name;
  const has = (index: number, wanted: Verdict): boolean =>
    metrics.some(({ cells }) => cells[index]?.difference?.verdict === wanted);
  const better = variants.flatMap(({ name }, index) =>
    has(index, 'better') ? [{ name, worse: has(index, 'worse') }] : [],
  );
  const free = better.filter(({ worse }) => !worse).map(({ name }) => name);
  if (better.length === 0) return `No variant is better than ${baseline} in any metric.`;
  if (free.length === 0) return `Each variant that is better than ${baseline} in one metric is worse in another.`;
  return `Better than ${baseline} in one metric or more, and worse in none: ${free.join(', ')}.`;
}

/** The baseline and one variant, metric by metric. */
export function differenceTable(
  report: ComparisonReport,
  index: number,
  wordsOf: (difference: Difference | null) => string = verdictInWords,
): SummaryTable {
  return {
    head: ['Metric', baselineOf(report).name, report.variants[index]?.name ?? '', 'Difference', 'Change', 'Verdict'],
    rows: report.metrics.map((metric) => {
      const difference = metric.cells[index]?.difference ?? null;
      return [
        metric.name,
        meanInWords(metric, 0),
        meanInWords(metric, index),
        difference === null ? NOTHING : humanDifferenceInterval(difference, metric.unit),
        humanChange(difference?.relative ?? null),
        wordsOf(difference),
      ];
    }),
  };
}

const SIGNS: Readonly<Record<Verdict, string>> = {
  better: '✓',
  worse: '✗',
  higher: '↑',
  lower: '↓',
  same: '=',
  'cannot tell': '?',
};

/** The signs of `overviewTable` that occur, in words. */
export function signsInWords(report: ComparisonReport): string {
  const verdicts = new Set(report.metrics.flatMap(({ cells }) => cells.map(({ difference }) => difference?.verdict)));
  const signs = (Object.keys(SIGNS) as Verdict[]).filter((verdict) => verdicts.has(verdict));
  return `${signs.map((verdict) => `${SIGNS[verdict]} ${verdict}`).join(', ')}; against ${baselineOf(report).name}`;
}

/** Many variants at a glance: a row each, with the means of a few metrics, what changed and a sign for the verdict. */
export function overviewTable({ variants, metrics }: ComparisonReport): SummaryTable {
  return {
    head: ['Variant', ...metrics.map(({ name }) => name)],
    rows: variants.map(({ name }, index) => [
      name,
      ...metrics.map(({ cells, unit }) => {
        const cell = cells[index];
        if (cell === undefined || cell.mean === null) return NOTHING;
        const mean = humanQuantity(cell.mean.mean, unit);
        if (cell.difference === null) return mean;
        const { relative, verdict } = cell.difference;
        return `${mean} ${relative === null ? '' : `${humanChange(relative)} `}${SIGNS[verdict]}`;
      }),
    ]),
  };
}

export function shortVerdict(difference: Difference | null): string {
  if (difference === null) return NOTHING;
  const { verdict, moreReplications } = difference;
  return moreReplications === null ? verdict : `${verdict} (~${moreReplications} more)`;
}

function verdictInWords(difference: Difference | null): string {
  const more = difference?.moreReplications ?? null;
  if (difference === null || more === null) return shortVerdict(difference);
  return `${difference.verdict} (~${counted(more, 'more replication')})`;
}

export function warmupInWords({ ms, source }: ComparisonReport['warmup']): string {
  if (source === 'none' || ms === 0) return 'no warm-up cut';
  const origin = { found: 'found by MSER-5', set: 'as asked', scenario: "the scenario's own" }[source];
  return `the first ${humanSeconds(ms / 1000)} cut as warm-up (${origin})`;
}

/** `20 replications`, or `20 to 40 replications`. */
export function replicationsInWords(variants: readonly Variant[]): string {
  const counts = variants.map(({ replications }) => replications);
  const least = Math.min(...counts);
  const most = Math.max(...counts);
  return least === most ? counted(least, 'replication') : `${least} to ${most} replications`;
}

export function baselineOf({ variants }: ComparisonReport): Variant {
  const baseline = variants[0];
  if (baseline === undefined) throw new Error('A comparison without a variant.');
  return baseline;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function meanInWords({ cells, unit }: ComparedMetric, index: number): string {
  const mean = cells[index]?.mean ?? null;
  return mean === null ? NOTHING : humanInterval(mean, unit);
}
