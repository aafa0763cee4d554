import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillFolder } from '../folder/fill-folder.ts';
import { writeMarker } from '../folder/marker.ts';
import { writeCharts, writeChunks } from '../folder/write-files.ts';
import type { ListedTable } from '../page/files.ts';
import { rowChunks } from '../tables/csv.ts';
import type { ComparisonReport } from './comparison-report.ts';
import { comparisonRows, courseRows, replicationRows } from './comparison-rows.ts';
import { COMPARISON_TABLES, columnsWithAxes } from './experiment-columns.ts';
import { comparisonJson } from './experiment-json.ts';
import { comparisonPage } from './page/comparison-page.ts';

/**
 * Writes all files of a comparison: CSV, summary.json, charts, report.html. The folder appears when it is whole.
 *
 * @param addFiles puts more into the folder before it is whole: the journal of its runs.
 * @throws OutputError if the machine is in the way: the folder is not ours to replace, no permission, no room.
 */
export async function writeComparison(
  report: ComparisonReport,
  outDir: string,
  addFiles: (folder: string) => void = () => undefined,
): Promise<void> {
  await fillFolder(outDir, async (path) => {
    addFiles(path);
    await fill(path, report);
  });
}

async function fill(path: string, report: ComparisonReport): Promise<void> {
  const tables = tablesOf(report);
  for (const { name, columns, rows } of tables) {
    await writeChunks(join(path, `${name}.csv`), rowChunks(name, columns, rows));
  }
  await writeFile(join(path, 'summary.json'), comparisonJson(report));
  // The drawing libraries take a while to load: only now, when they are needed.
  const { drawComparison } = await import('./charts/draw-experiment.ts');
  const charts = await drawComparison(report);
  await writeCharts(join(path, 'charts'), charts);
  await writeFile(join(path, 'report.html'), comparisonPage(report, charts, tables));
  await writeMarker(path, report.version);
}

function tablesOf(report: ComparisonReport): (ListedTable & { readonly rows: readonly object[] })[] {
  const rows = {
    comparison: comparisonRows(report),
    replications: replicationRows(report),
    courses: courseRows(report),
  };
  return (['comparison', 'replications', 'courses'] as const).map((name) => ({
    name,
    row: COMPARISON_TABLES[name].row,
    columns: columnsWithAxes(COMPARISON_TABLES[name], report.axes),
    rows: rows[name],
  }));
}
