import { basename, extname, join } from 'node:path';
import type { Streams } from './streams.ts';

/** What a command that writes a report says about it. */
export interface OutputOptions {
  readonly quiet: boolean;
  readonly format: 'table' | 'json' | 'none';
}

export const outputFlags = {
  quiet: { type: 'boolean', alias: 'q', default: false, describe: 'No progress, no table: only errors' },
  format: { choices: ['table', 'json', 'none'], default: 'table', describe: 'What to print of the result' },
} as const;

/** Where reports go unless `--out` says otherwise. */
export const defaultReports = 'reports';

/** `reports/NAME`, with a suffix for what is not a plain run. */
export function defaultFolder(scenario: string, suffix = ''): string {
  return join(defaultReports, `${basename(scenario, extname(scenario))}${suffix}`);
}

/** What a finished report comes to: as it is asked for. */
export interface Printed {
  json(): string;
  table(): string;
}

export function printReport(report: Printed, folder: string, { format, quiet }: OutputOptions, streams: Streams): void {
  if (format === 'json') streams.out(report.json());
  if (format !== 'table' || quiet) return;
  streams.out(`${report.table()}\nWritten to ${folder}/ – open ${join(folder, 'report.html')}\n`);
}
