import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../../simulation/run-result.ts';
import type { DrawnChart } from '../charts/draw.ts';
import { type ReportTexts, reportPage } from '../page/report-page.ts';
import { TABLE_NAMES, type TableName } from '../tables/columns.ts';
import { csvChunks } from '../tables/csv.ts';
import { summaryJson } from '../tables/summary-json.ts';
import { writeMarker } from './marker.ts';
import { asOutputError } from './output-error.ts';
import { RunFolder } from './run-folder.ts';

/**
 * Writes all files of a run: CSV, summary.json, charts, report.html. The folder appears when it is whole; on any failure what
 * was there before is untouched and nothing else is left.
 *
 * @param outDir absolute or relative to the current folder; folders above it are made.
 * @throws OutputError if the machine is in the way: the folder is not ours to replace, no permission, no room.
 */
export async function writeRun(result: RunResult, outDir: string, texts: ReportTexts): Promise<void> {
  const folder = await RunFolder.open(outDir);
  try {
    await fill(folder.path, result, texts);
    await folder.finish();
  } catch (error) {
    folder.abandon();
    throw asOutputError(error, outDir);
  }
}

async function fill(path: string, result: RunResult, texts: ReportTexts): Promise<void> {
  for (const table of TABLE_NAMES) {
    if (table !== 'requests' || result.requests.length > 0) await writeTable(join(path, `${table}.csv`), table, result);
  }
  await writeFile(join(path, 'summary.json'), summaryJson(result.summary));
  // The drawing libraries take a while to load: only now, when they are needed.
  const { drawCharts } = await import('../charts/draw.ts');
  const charts = await drawCharts(result);
  await writeCharts(join(path, 'charts'), charts);
  await writeFile(join(path, 'report.html'), reportPage(result, charts, texts));
  await writeMarker(path, result.summary.version);
}

async function writeTable(path: string, table: TableName, result: RunResult): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const chunk of csvChunks(table, result[table])) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

async function writeCharts(path: string, charts: readonly DrawnChart[]): Promise<void> {
  if (charts.length === 0) return;
  await mkdir(path);
  for (const { name, spec, svg, png } of charts) {
    await writeFile(join(path, `${name}.vl.json`), `${JSON.stringify(spec, null, 1)}\n`);
    await writeFile(join(path, `${name}.svg`), svg);
    await writeFile(join(path, `${name}.png`), png);
  }
}
