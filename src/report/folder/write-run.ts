import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunResult } from '../../simulation/run-result.ts';
import { type ReportTexts, reportPage } from '../page/report-page.ts';
import { isWritten, TABLE_NAMES } from '../tables/columns.ts';
import { csvChunks } from '../tables/csv.ts';
import { summaryJson } from '../tables/summary-json.ts';
import { fillFolder } from './fill-folder.ts';
import { writeMarker } from './marker.ts';
import { writeCharts, writeChunks } from './write-files.ts';

/**
 * Writes all files of a run: CSV, summary.json, charts, report.html. The folder appears when it is whole; on any failure what
 * was there before is untouched and nothing else is left.
 *
 * @param outDir absolute or relative to the current folder; folders above it are made.
 * @throws OutputError if the machine is in the way: the folder is not ours to replace, no permission, no room.
 */
export async function writeRun(result: RunResult, outDir: string, texts: ReportTexts): Promise<void> {
  await fillFolder(outDir, (path) => fill(path, result, texts));
}

async function fill(path: string, result: RunResult, texts: ReportTexts): Promise<void> {
  for (const table of TABLE_NAMES) {
    if (isWritten(table, result)) {
      await writeChunks(join(path, `${table}.csv`), csvChunks(table, result[table]));
    }
  }
  await writeFile(join(path, 'summary.json'), summaryJson(result.summary));
  // The drawing libraries take a while to load: only now, when they are needed.
  const { drawCharts } = await import('../charts/draw.ts');
  const charts = await drawCharts(result);
  await writeCharts(join(path, 'charts'), charts);
  await writeFile(join(path, 'report.html'), reportPage(result, charts, texts));
  await writeMarker(path, result.summary.version);
}
