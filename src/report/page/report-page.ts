import type { RunResult } from '../../simulation/run-result.ts';
import { humanSeconds } from '../words/human.ts';
import { clientTable, errorTable, nodeTable, placementTable, serviceTable } from '../words/summary-tables.ts';
import { type Html, html, trusted } from './html.ts';
import {
  chartSection,
  expectationSection,
  fileSection,
  notModelledSection,
  type PageChart,
  timelineSection,
  warningSection,
} from './sections.ts';
import { styleSheet } from './style.ts';
import { tableSection } from './tables.ts';

/** What the page says beside the result. */
export interface ReportTexts {
  /** The scenario's own words on what it shows. */
  readonly description: string;
  /** Plain sentences on what the model leaves out. */
  readonly notModelled: readonly string[];
}

/** `report.html`: one page that needs nothing beside it, no script and no network. */
export function reportPage(result: RunResult, charts: readonly PageChart[], texts: ReportTexts): string {
  const { summary } = result;
  const main = html`<main>
<h1>${summary.scenario}</h1>
${
  texts.description === ''
    ? html``
    : html`<p>${withCode(texts.description)}</p>
`
}<p class="muted">${humanSeconds(summary.duration_s)} simulated, seed ${summary.seed}, Seatrial ${summary.version}, fingerprint <code>${summary.fingerprint}</code></p>
${expectationSection(result)}${warningSection(summary.warnings)}<h2>Summary</h2>
${tableSection('Clients', clientTable(summary))}${tableSection('Failed requests', errorTable(summary))}${tableSection('Services', serviceTable(summary))}${tableSection('Nodes', nodeTable(summary))}${
  charts.length === 0
    ? html``
    : html`<h2>Charts</h2>
`
}${charts.map(chartSection)}<h2>Placement</h2>
${tableSection('At the end of the run', placementTable(summary.placement))}${timelineSection(result.events)}${notModelledSection(texts.notModelled)}${fileSection(
  result,
  charts.map((chart) => chart.name),
)}</main>`;
  const title = `${summary.scenario} – Seatrial`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:">
<title>${title}</title>
<style>${trusted(styleSheet(main.html))}</style>
</head>
<body>
${main}
</body>
</html>
`;
  return page.html;
}

/** What stands between backticks becomes code. */
function withCode(text: string): Html[] {
  const parts = text.split('`');
  if (parts.length % 2 === 0) return [html`${text}`];
  return parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
