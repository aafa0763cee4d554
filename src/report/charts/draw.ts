import type { TopLevelSpec } from 'vega-lite';
import type { RunResult } from '../../simulation/run-result.ts';
import { chartsOf, labelWidthPx } from './all-charts.ts';
import type { Chart, ChartContext } from './chart.ts';
import { composeSpec } from './compose.ts';
import { FILE_FRAME, type Frame, NARROW_PAGE_FRAME, WIDE_PAGE_FRAME } from './frame.ts';
import { percentilesChart } from './percentiles.ts';
import { renderPng, renderSvg } from './render.ts';
import { waterfall } from './waterfall.ts';

/** A chart as it is left: its files, and the two widths for the page. */
export interface DrawnChart {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly spec: TopLevelSpec;
  readonly svg: string;
  readonly png: Buffer;
  readonly wideSvg: string;
  readonly narrowSvg: string;
}

/** Draws all charts of a run. The pictures of one are made while the next one is laid out. */
export async function drawCharts(result: RunResult): Promise<DrawnChart[]> {
  const { charts, context } = chartsOf(result);
  const drawn: Promise<DrawnChart>[] = [];
  for (const chart of charts) drawn.push(draw(chart, context));
  for (const single of [percentilesChart(result), waterfall(result)]) {
    if (single !== null) drawn.push(drawInFrames(single, single.specFor));
  }
  return Promise.all(drawn);
}

function draw(chart: Chart, context: ChartContext): Promise<DrawnChart> {
  return drawInFrames(chart, (frame) =>
    composeSpec(chart, context, frame, labelWidthPx(context, frame === NARROW_PAGE_FRAME)),
  );
}

/** Draws a chart for its files and for the page. */
export async function drawInFrames(
  chart: { readonly name: string; readonly title: string; readonly description: string },
  specFor: (frame: Frame) => TopLevelSpec,
): Promise<DrawnChart> {
  const { name, title, description } = chart;
  const spec = specFor(FILE_FRAME);
  const svg = await renderSvg(spec, name, FILE_FRAME.widthPx);
  const png = renderPng(svg);
  const wideSvg = await renderSvg(specFor(WIDE_PAGE_FRAME), `${name}-wide`, WIDE_PAGE_FRAME.widthPx);
  const narrowSvg = await renderSvg(specFor(NARROW_PAGE_FRAME), `${name}-narrow`, NARROW_PAGE_FRAME.widthPx);
  return { name, title, description, spec, svg, png: await png, wideSvg, narrowSvg };
}
