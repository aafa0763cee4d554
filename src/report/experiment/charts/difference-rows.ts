import type { ComparisonReport, Verdict } from '../comparison-report.ts';

/** Variants that a chart of rows shows: more of them are a table. */
export const MOST_VARIANTS = 24;

/** A line of the chart of differences: shares of the baseline's mean. */
export interface DifferenceRow {
  readonly label: string;
  readonly verdict: Verdict;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Rows that share a scale. */
export interface DifferencePanel {
  readonly name?: string;
  readonly rows: readonly DifferenceRow[];
}

/** Two variants: a row a metric. More of them: a panel a metric, a row a variant; metrics differ too much to share a scale then. */
export function differencePanels({ metrics, variants }: ComparisonReport): {
  readonly panels: readonly DifferencePanel[];
  /** Metrics of which no difference can be drawn. */
  readonly withoutPercentage: number;
} {
  const two = variants.length === 2;
  const all = metrics.map(({ name, cells }) => {
    const baseline = cells[0]?.mean?.mean ?? 0;
    const rows = cells.slice(0, MOST_VARIANTS).flatMap(({ difference }, index): DifferenceRow[] => {
      if (difference === null || difference.relative === null || baseline === 0) return [];
      const { mean, low, high, verdict } = difference;
      const label = two ? name : (variants[index]?.name ?? '');
      return [{ label, verdict, ...shares(mean, low, high, baseline) }];
    });
    return { name, rows };
  });
  const drawn = all.filter(({ rows }) => rows.length > 0);
  const together = { rows: drawn.flatMap(({ rows }) => rows) };
  return { panels: two && drawn.length > 0 ? [together] : drawn, withoutPercentage: all.length - drawn.length };
}

function shares(mean: number, low: number, high: number, baseline: number) {
  return { mean: mean / baseline, low: low / baseline, high: high / baseline };
}

/** Rows that reach farther than so many times the usual one are cut, or they would flatten all others. */
const CUT_FROM_RATIO = 4;
const LEAST_REACH = 0.01;
/** Marks at the ends of the scale stand off its edges. */
const MARGIN = 1.06;
/** The shorter side has at least this share of the longer one: room for its marks and the 0. */
const LEAST_SIDE = 1 / 8;

/** The scale's ends: all rows but those that reach out of all proportion. 0 is within. */
export function reachPast(rows: readonly DifferenceRow[]): readonly [least: number, most: number] {
  const reaches = rows.map(({ low, high }) => Math.max(-low, high)).sort((a, b) => a - b);
  const usual = reaches[reaches.length >> 1] ?? 0;
  const cut = reaches.findLast((reach) => reach <= usual * CUT_FROM_RATIO) ?? 0;
  const limit = Math.max(cut, LEAST_REACH);
  const end = (values: readonly number[]): number => Math.min(limit, Math.max(0, ...values));
  const left = end(rows.map(({ low }) => -low));
  const right = end(rows.map(({ high }) => high));
  const least = Math.max(left, right, LEAST_REACH) * LEAST_SIDE;
  return [-Math.max(left, least) * MARGIN, Math.max(right, least) * MARGIN];
}
