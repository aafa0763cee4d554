import { stringify } from 'csv-stringify/sync';
import type { RunResult } from '../../simulation/run-result.ts';
import { columnsOf, type NamedColumns, type TableName } from './columns.ts';
import { formatNumber, type NumberFormat } from './number-format.ts';

/** So many rows become text at a time: a long table never stands in memory twice. */
const ROWS_PER_CHUNK = 2000;

/**
 * A table of the result as the text of its CSV file, in chunks: header first, one row a line, `\n`, `null` as an empty cell.
 *
 * @throws Error if a value does not fit its column (a fault of the simulator).
 */
export function csvChunks(table: TableName, rows: RunResult[TableName]): Generator<string> {
  return rowChunks(table, columnsOf(table), rows);
}

/** The same for any rows that carry the names of these columns. `name`: of the file, without `.csv`. */
export function* rowChunks(name: string, columns: NamedColumns, rows: readonly object[]): Generator<string> {
  yield toCsv([columns.map(([column]) => column)]);
  for (let start = 0; start < rows.length; start += ROWS_PER_CHUNK) {
    const cells: string[][] = [];
    for (let i = start; i < Math.min(rows.length, start + ROWS_PER_CHUNK); i++) {
      cells.push(toCells(name, i, columns, Object(rows[i])));
    }
    yield toCsv(cells);
  }
}

function toCells(
  table: string,
  index: number,
  columns: NamedColumns,
  row: Readonly<Record<string, unknown>>,
): string[] {
  return columns.map(([name, column]) => {
    const value = row[name];
    if (value === null) return '';
    if (column.format === 'text' && typeof value === 'string') return value;
    if (column.format !== 'text' && typeof value === 'number' && isWritable(value, column.format)) {
      return formatNumber(value, column.format);
    }
    throw new Error(`${table}.csv: row ${index + 1} has ${String(value)} as ${name}.`);
  });
}

function isWritable(value: number, format: NumberFormat): boolean {
  return Number.isFinite(value) || (format === 'statistic' && value === Number.POSITIVE_INFINITY);
}

function toCsv(records: string[][]): string {
  // A carriage return alone is data here, but ends a line for some readers.
  return stringify(records, { record_delimiter: '\n', quoted_match: /\r/ });
}
