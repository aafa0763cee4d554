import { tableText, warningLines } from '../terminal/summary-tables.ts';
import { humanShare } from '../words/human.ts';
import type { ComparisonReport } from './comparison-report.ts';
import {
  differenceTable,
  headline,
  overviewTable,
  replicationsInWords,
  signsInWords,
  sweepHeadline,
  warmupInWords,
} from './comparison-words.ts';

/** From so many variants on a block for each would scroll away. */
const WIDE_SWEEP = 9;
/** So many metrics of a wide sweep stand beside each other. */
const OVERVIEW_METRICS = 4;

/**
 * What a comparison prints: a block for each variant against the baseline; for wide sweeps one table of the variants with the
 * first metrics, the rest being in comparison.csv.
 */
export function comparisonTables(report: ComparisonReport): string {
  const { length } = report.variants;
  const blocks = length >= WIDE_SWEEP || length === 1 ? [overview(report)] : differences(report);
  blocks.push(`${effort(report)}\n`);
  if (report.unchanged.length > 0) blocks.push(`The same in every run: ${report.unchanged.join(', ')}\n`);
  if (report.warnings.length > 0) blocks.push(warningLines(report.warnings));
  return blocks.join('\n');
}

/** `20 replications each, 95% confidence, no warm-up cut` */
function effort({ variants, confidence, warmup }: ComparisonReport): string {
  return `${replicationsInWords(variants)} each, ${humanShare(confidence)} confidence, ${warmupInWords(warmup)}`;
}

function differences(report: ComparisonReport): string[] {
  if (report.metrics.length === 0) return [];
  return report.variants
    .slice(1)
    .map((_, at) => `${headline(report, at + 1)}\n${tableText(differenceTable(report, at + 1), 'comparison.csv')}`);
}

function overview(report: ComparisonReport): string {
  const shown = { ...report, metrics: report.metrics.slice(0, OVERVIEW_METRICS) };
  const hidden = report.metrics.slice(OVERVIEW_METRICS).map(({ name }) => name);
  const more = hidden.length > 0 ? `${hidden.join(', ')}, and all intervals` : 'All intervals';
  const signs = report.variants.length > 1 ? `${signsInWords(shown)}\n` : '';
  const verdict = report.variants.length > 1 ? `${sweepHeadline(report)}\n` : '';
  return `${verdict}${tableText(overviewTable(shown), 'comparison.csv')}${signs}${more}: comparison.csv\n`;
}
