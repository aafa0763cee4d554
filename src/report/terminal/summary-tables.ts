import type { RunResult } from '../../simulation/run-result.ts';
import {
  clientTable,
  expectationTable,
  nodeTable,
  partTable,
  phaseTable,
  type SummaryTable,
  serviceTable,
} from '../words/summary-tables.ts';
import { textTable } from './text-table.ts';

/**
 * What a run prints: clients, services, nodes, expectations and warnings, in tables that read like Docker's. What is not there
 * is left out.
 */
export function summaryTables(result: Pick<RunResult, 'summary'>): string {
  const { summary } = result;
  const tables = [
    clientTable(summary),
    partTable(summary),
    phaseTable(summary),
    serviceTable(summary),
    nodeTable(summary),
  ];
  const blocks = tables.filter((table) => table.rows.length > 0).map((table) => tableText(table, 'summary.json'));
  const expectations = expectationTable(summary);
  if (expectations.rows.length > 0) blocks.push(textTable(headOf(expectations), expectations.rows));
  if (summary.warnings.length > 0) blocks.push(warningLines(summary.warnings));
  return blocks.join('\n');
}

/** More rows of clients, services or nodes would push the rest off the screen. */
const MOST_ROWS = 40;

/** A table as text; the rows that are too many for a screen are in `file`. */
export function tableText(table: SummaryTable, file: string): string {
  const rest = table.rows.length - MOST_ROWS;
  return (
    textTable(headOf(table), table.rows.slice(0, MOST_ROWS)) + (rest > 0 ? `… and ${rest} more, in ${file}\n` : '')
  );
}

export function warningLines(warnings: readonly string[]): string {
  return warnings.map((warning) => `warning: ${warning}\n`).join('');
}

function headOf(table: SummaryTable): string[] {
  return table.head.map((name) => name.toUpperCase());
}
