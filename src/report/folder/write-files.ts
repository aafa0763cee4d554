import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DrawnChart } from '../charts/draw.ts';

/** Writes a new file, chunk by chunk. */
export async function writeChunks(path: string, chunks: Iterable<string>): Promise<void> {
  const file = await open(path, 'wx');
  try {
    for (const chunk of chunks) await file.writeFile(chunk);
  } finally {
    await file.close();
  }
}

/** Makes the folder of the charts, each as Vega-Lite spec, SVG and PNG; no folder if there are none. */
export async function writeCharts(path: string, charts: readonly DrawnChart[]): Promise<void> {
  if (charts.length === 0) return;
  await mkdir(path);
  for (const { name, spec, svg, png } of charts) {
    await writeFile(join(path, `${name}.vl.json`), `${JSON.stringify(spec, null, 1)}\n`);
    await writeFile(join(path, `${name}.svg`), svg);
    await writeFile(join(path, `${name}.png`), png);
  }
}
