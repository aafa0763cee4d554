import type { DrawnChart } from '../../charts/draw.ts';
import { fileSection, type ListedTable } from '../../page/files.ts';
import { type Html, html } from '../../page/html.ts';
import { chartSection, list, warningSection } from '../../page/sections.ts';
import { type Tone, tableSection } from '../../page/tables.ts';
import { wholePage, withCode } from '../../page/whole-page.ts';
import { humanShare } from '../../words/human.ts';
import type { ComparisonReport } from '../comparison-report.ts';
import {
  baselineOf,
  counted,
  differenceTable,
  headline,
  overviewTable,
  replicationsInWords,
  shortVerdict,
  signsInWords,
  sweepHeadline,
  warmupInWords,
} from '../comparison-words.ts';

/** From so many variants on the tables of each are folded away, under one of all. */
const FOLDED_FROM = 5;

/** `report.html` of a comparison. */
export function comparisonPage(
  report: ComparisonReport,
  charts: readonly DrawnChart[],
  files: readonly ListedTable[],
): string {
  const { scenario, description, axes, variants, seed, version, unchanged, warnings } = report;
  const indices = variants.slice(1).map((_, at) => at + 1);
  const about = axes.length === 0 ? '' : ` over ${axes.join(' and ')}`;
  const main = html`<main>
<h1>${scenario}: ${counted(variants.length, 'variant')} compared</h1>
${description === '' ? html`` : html`<p>${withCode(description)}</p>`}
<p class="muted">${counted(variants.length, 'variant')}${about}, ${replicationsInWords(variants)} each, seed ${seed}, ${confidence(report)} confidence, ${warmupInWords(report.warmup)}, Seatrial ${version}</p>
${report.metrics.length === 0 ? html`` : verdicts(report, indices)}
${warningSection(warnings)}<h2>Metrics</h2>
${tables(report, indices)}${unchangedSection(unchanged)}${charts.length === 0 ? html`` : html`<h2>Charts</h2>`}
${charts.map(chartSection)}${howToRead(report)}${fileSection(files, charts)}</main>`;
  return wholePage(scenario, main);
}

function verdicts(report: ComparisonReport, indices: readonly number[]): Html {
  if (report.variants.length >= FOLDED_FROM) return html`<p class="verdict">${sweepHeadline(report)}</p>`;
  return html`${indices.map((index) => html`<p class="verdict">${headline(report, index)}</p>`)}`;
}

function tables(report: ComparisonReport, indices: readonly number[]): Html {
  const { variants } = report;
  if (variants.length === 1) return tableSection(baselineOf(report).name, overviewTable(report));
  const nameOf = (index: number): string => `${variants[index]?.name} against ${baselineOf(report).name}`;
  const each = (index: number): Html =>
    tableSection(nameOf(index), differenceTable(report, index, shortVerdict), toneOf);
  if (variants.length < FOLDED_FROM) return html`${indices.map(each)}`;
  return html`<p class="muted">${signsInWords(report)}</p>
${tableSection('All variants', overviewTable(report))}${indices.map(
  (index) => html`<details><summary>${headline(report, index)}</summary>
${each(index)}</details>
`,
)}`;
}

function toneOf(cell: string): Tone {
  if (cell === 'better') return 'good';
  return cell === 'worse' ? 'bad' : '';
}

function unchangedSection(unchanged: readonly string[]): Html {
  if (unchanged.length === 0) return html``;
  return html`<p>The same in every run of every variant: ${unchanged.map((text, index) => html`${index === 0 ? '' : ', '}<code>${text}</code>`)}</p>
`;
}

function confidence(report: ComparisonReport): string {
  return humanShare(report.confidence);
}

function howToRead(report: ComparisonReport): Html {
  const corrected =
    report.correction === '' ? '' : ` Those of differences are corrected for their number: ${report.correction}.`;
  return html`<h2>How to read it</h2>
${list([
  'Paired: replication 3 of every variant runs under one seed, with the same arrivals and the same demands. Judged is the difference within each pair, so what is luck of both falls out.',
  `Each interval holds the true value with ${confidence(report)} confidence.${corrected}`,
  'Better or worse: the whole interval of the difference lies on one side of 0. Higher or lower: the same, for a metric of which neither way is better.',
  'Cannot tell: the interval holds 0. That does not mean that they are equal. The number behind it says how many more replications would tell, if mean and variance stay as they were seen.',
  'The same: no replication differs.',
  `${warmupInWords(report.warmup).replace(/^./, (letter) => letter.toUpperCase())}. Latencies are over ok requests: read them together with the error rate.`,
  'pp are percentage points: from 1% to 3% is +2pp, and a change of +200%.',
])}
`;
}
