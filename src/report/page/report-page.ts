import type { RunResult } from '../../simulation/run-result.ts';
import { columnsOf, isWritten, TABLE_NAMES, TABLES } from '../tables/columns.ts';
import { humanSeconds } from '../words/human.ts';
import {
  breakdownTable,
  clientTable,
  errorTable,
  loadTable,
  nodeTable,
  partTable,
  phaseTable,
  placementTable,
  serviceTable,
} from '../words/summary-tables.ts';
import { fileSection } from './files.ts';
import { html } from './html.ts';
import {
  chartSection,
  expectationSection,
  notModelledSection,
  type PageChart,
  timelineSection,
  warningSection,
} from './sections.ts';
import { tableSection } from './tables.ts';
import { wholePage, withCode } from './whole-page.ts';

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
  const names = TABLE_NAMES.filter((name) => isWritten(name, result));
  const tables = names.map((name) => ({ name, row: TABLES[name].row, columns: columnsOf(name) }));
  const main = html`<main>
<h1>${summary.scenario}</h1>
${
  texts.description === ''
    ? html``
    : html`<p>${withCode(texts.description)}</p>
`
}<p class="muted">${humanSeconds(summary.duration_s)} simulated, seed ${summary.seed}, Seatrial ${summary.version}, fingerprint <code>${summary.fingerprint}</code></p>
${expectationSection(result)}${warningSection(summary.warnings)}<h2>Summary</h2>
${tableSection('Clients', clientTable(summary))}${tableSection('Where the time of ok requests goes', partTable(summary))}${tableSection('Phases', phaseTable(summary))}${tableSection('Requests by service, version and node', breakdownTable(result.breakdown))}${tableSection('Failed requests', errorTable(summary))}${tableSection('Services', serviceTable(summary))}${tableSection('Queues and slots', loadTable(summary))}${tableSection('Nodes', nodeTable(summary))}${
  charts.length === 0
    ? html``
    : html`<h2>Charts</h2>
`
}${charts.map(chartSection)}<h2>Placement</h2>
${tableSection('At the end of the run', placementTable(summary.placement))}${timelineSection(result.events)}${notModelledSection(texts.notModelled)}${fileSection(tables, charts)}</main>`;
  return wholePage(summary.scenario, main);
}
