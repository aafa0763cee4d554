import type { DrawnChart } from '../../charts/draw.ts';
import { fileSection, type ListedTable } from '../../page/files.ts';
import { type Html, html } from '../../page/html.ts';
import { chartSection, list, warningSection } from '../../page/sections.ts';
import { type Tone, tableSection } from '../../page/tables.ts';
import { wholePage, withCode } from '../../page/whole-page.ts';
import { humanShare } from '../../words/human.ts';
import type { PlanReport } from '../plan-report.ts';
import { bindingInWords, mixTable, planTable, questionInWords, rangeInWords, surviveInWords } from '../plan-words.ts';

/** `report.html` of a plan. */
export function planPage(report: PlanReport, charts: readonly DrawnChart[], files: readonly ListedTable[]): string {
  const { scenario, description, sought, promises, survive, seed, version, answer, binding, mix, warnings } = report;
  const main = html`<main>
<h1>${scenario}: ${questionInWords(sought)}</h1>
${description === '' ? html`` : html`<p>${withCode(description)}</p>`}
<p class="muted">The ${sought.extreme} ${rangeInWords(sought)} that keeps ${promises.map(
    (promise, index) => html`${index === 0 ? '' : ' and '}<code>${promise}</code>`,
  )}${survive === 'nothing' ? '' : ` through ${surviveInWords(survive)}`}, seed ${seed}, ${humanShare(report.confidence)} confidence, Seatrial ${version}</p>
<p class="verdict ${answer === null ? 'bad' : 'good'}">${answer === null ? '✗' : '✓'} ${withCode(report.verdict)}</p>
${binding === null ? html`` : html`<p>${withCode(bindingInWords(binding, sought))}</p>`}
${warningSection(warnings)}${charts.map(chartSection)}${report.points.length === 0 ? html`` : html`<h2>Values that were tried</h2>`}
${tableSection(sought.noun, planTable(report), toneOf)}${mix === null ? html`` : html`<h2>Mixes of machines</h2>`}
${mix === null ? html`` : tableSection('By price', mixTable(mix), toneOf)}${howToRead(report)}${fileSection(files, charts)}</main>`;
  return wholePage(scenario, main);
}

function toneOf(cell: string): Tone {
  if (cell === '✓' || cell === 'cheapest') return 'good';
  return cell === '✗' ? 'bad' : '';
}

function howToRead({ confidence, survive, sought, answer, binding }: PlanReport): Html {
  const worst =
    survive === 'nothing'
      ? []
      : [
          `Each value is tried with all nodes there and through ${surviveInWords(survive)}: each row shows the worst of these.`,
        ];
  const neighbour = binding === null ? '' : '; its neighbour was tried too, and fails';
  return html`<h2>How to read it</h2>
${list([
  `A promise is kept at a value if the bound of its mean lies on the right side of the limit. With ${humanShare(confidence)} confidence the true mean is not beyond the bound.`,
  'A failed request counts as infinitely slow: else an outage would improve the percentiles. Infinite: so many failed that they decide the metric.',
  ...worst,
  ...(answer === null ? [] : [`The answer is the ${sought.extreme} value whose promises are all kept${neighbour}.`]),
])}
`;
}
