import type { RunResult } from '../../simulation/run-result.ts';
import { clientTable, expectationTable, nodeTable, type SummaryTable, serviceTable } from '../words/summary-tables.ts';
import { textTable } from './text-table.ts';

/**
 * What a run prints: clients, services, nodes, expectations and warnings, in tables that read like Docker's. What is not there
 * is left out.
 */
export function summaryTables(result: Pick<RunResult, 'summary'>): string {
  const { summary } = result;
  const tables = [clientTable(summary), serviceTable(summary), nodeTable(summary), expectationTable(summary)];
  const blocks = tables.filter((table) => table.rows.length > 0).map(asText);
  if (summary.warnings.length > 0) {
    blocks.push(summary.warnings.map((warning) => `warning: ${warning}\n`).join(''));
  }
  return blocks.join('\n');
}

function asText(table: SummaryTable): string {
  return textTable(
    table.head.map((head) => head.toUpperCase()),
    table.rows,
  );
}
