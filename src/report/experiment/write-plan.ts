import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fillFolder } from '../folder/fill-folder.ts';
import { writeMarker } from '../folder/marker.ts';
import { writeCharts, writeChunks } from '../folder/write-files.ts';
import { rowChunks } from '../tables/csv.ts';
import { PLAN_TABLES } from './experiment-columns.ts';
import { planJson } from './experiment-json.ts';
import { planPage } from './page/plan-page.ts';
import type { PlanReport } from './plan-report.ts';
import { planRows } from './plan-rows.ts';

/**
 * Writes all files of a plan: CSV, summary.json, the chart of the curve, report.html. The folder appears when it is whole.
 *
 * @param addFiles puts more into the folder before it is whole: the journal of its runs.
 * @throws OutputError if the machine is in the way: the folder is not ours to replace, no permission, no room.
 */
export async function writePlan(
  report: PlanReport,
  outDir: string,
  addFiles: (folder: string) => void = () => undefined,
): Promise<void> {
  await fillFolder(outDir, async (path) => {
    addFiles(path);
    await fill(path, report);
  });
}

async function fill(path: string, report: PlanReport): Promise<void> {
  const table = { name: 'plan', ...PLAN_TABLES.plan };
  await writeChunks(join(path, 'plan.csv'), rowChunks('plan', table.columns, planRows(report)));
  await writeFile(join(path, 'summary.json'), planJson(report));
  // The drawing libraries take a while to load: only now, when they are needed.
  const { drawPlan } = await import('./charts/draw-experiment.ts');
  const charts = await drawPlan(report);
  await writeCharts(join(path, 'charts'), charts);
  await writeFile(join(path, 'report.html'), planPage(report, charts, [table]));
  await writeMarker(path, report.version);
}
