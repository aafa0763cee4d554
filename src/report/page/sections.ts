import type { EventRow, RunResult } from '../../simulation/run-result.ts';
import { timelineMarks, wordsOf } from '../charts/timeline-marks.ts';
import { humanSeconds, NOTHING } from '../words/human.ts';
import { expectationTable } from '../words/summary-tables.ts';
import { type Html, html, trusted } from './html.ts';
import { withPageColours } from './style.ts';

/** A chart drawn for the page. */
export interface PageChart {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly wideSvg: string;
  readonly narrowSvg: string;
}

/** What the expectations came to; nothing if there are none. */
export function expectationSection({ summary }: RunResult): Html {
  const table = expectationTable(summary);
  if (table.rows.length === 0) return html``;
  const failed = summary.expectations.filter((expectation) => !expectation.holds).length;
  const verdict =
    failed === 0
      ? html`<p class="verdict good">✓ All expectations hold.</p>`
      : html`<p class="verdict bad">✗ ${failed} of ${summary.expectations.length} expectations ${failed === 1 ? 'does' : 'do'} not hold.</p>`;
  return html`${verdict}
<div class="scroll" tabindex="0" role="region" aria-label="Expectations"><table>
<thead><tr><th scope="col">Holds</th><th scope="col">Expectation</th><th scope="col">Value</th></tr></thead>
<tbody>
${table.rows.map(
  (
    [sign = '', text = '', value = ''],
    index,
  ) => html`<tr><td class="${summary.expectations[index]?.holds ? 'good' : 'bad'}">${sign} ${
    summary.expectations[index]?.holds ? 'yes' : 'no'
  }</td><td><code>${text}</code></td><td class="nowrap">${value}</td></tr>
`,
)}</tbody></table></div>
`;
}

export function warningSection(warnings: readonly string[]): Html {
  if (warnings.length === 0) return html``;
  return html`<div class="warnings" role="note"><strong>Warnings</strong>${list(warnings)}</div>
`;
}

export function notModelledSection(lines: readonly string[]): Html {
  if (lines.length === 0) return html``;
  return html`<h2>What is not modelled</h2>
${list(lines)}
`;
}

export function chartSection(chart: PageChart): Html {
  return html`<figure id="${chart.name}">
<h3>${chart.title}</h3>
<figcaption>${chart.description}</figcaption>
${inlineSvg(chart.wideSvg, 'wide', chart)}
${inlineSvg(chart.narrowSvg, 'narrow', chart)}
</figure>
`;
}

/** Of the two widths the style sheet shows one; the other is hidden from all readers. */
function inlineSvg(svg: string, width: 'wide' | 'narrow', { title, description }: PageChart): Html {
  const label = html`${`${title}. ${description}`}`;
  const head = `<svg class="chart ${width}" role="img" aria-label="${label.html}"`;
  return trusted(
    withPageColours(
      svg
        .trim()
        .replace(/^<svg/, head)
        .replace(/ class="marks"/, ''),
    ),
  );
}

/** The timeline with its commands' output; the numbers are those of the charts. */
export function timelineSection(events: readonly EventRow[]): Html {
  if (events.length === 0) return html``;
  const marks = timelineMarks(events);
  const numberOf = new Map(marks.map((mark) => [mark.event, mark.number]));
  return html`<h2>Timeline</h2>
<p class="muted">The numbers are those over the charts.</p>
<div class="timeline"><table>
<thead><tr><th scope="col">No.</th><th scope="col">Time</th><th scope="col">What</th><th scope="col">Exit</th></tr></thead>
<tbody>
${events.map(
  (
    event,
  ) => html`<tr><td>${numberOf.get(event) ?? ''}</td><td>${humanSeconds(event.time_s)}</td><td><code>${wholeWords(wordsOf(event))}</code>${outputOf(event)}</td><td>${event.exit_code ?? NOTHING}</td></tr>
`,
)}</tbody></table></div>
`;
}

/** A command breaks between its words only, not after the hyphens of its flags. */
function wholeWords(command: string): Html[] {
  return command.split(' ').map((word, index) => html`${index === 0 ? '' : ' '}<span class="word">${word}</span>`);
}

function outputOf({ stdout, stderr }: EventRow): Html {
  const output = `${stdout}${stderr}`.trimEnd();
  if (output === '') return html``;
  const lines = output.split('\n').length;
  return lines === 1
    ? html`<pre>${output}</pre>`
    : html`<details><summary>${lines} lines of output</summary><pre>${output}</pre></details>`;
}

export function list(lines: readonly string[]): Html {
  return html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>`;
}
