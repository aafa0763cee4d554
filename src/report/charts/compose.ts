import type { TopLevelSpec } from 'vega-lite';
import { humanSeconds } from '../words/human.ts';
import { BANDS, type Band, type BandKind } from './bands.ts';
import type { Chart, ChartContext, Layer, Layout, LegendItem, Panel, View } from './chart.ts';
import { TIME, TIME_FROM, TIME_TO } from './encode.ts';
import { type Frame, framedSpec, innerWidthPx, isNarrow, leftEdge } from './frame.ts';
import { legendView } from './legend.ts';
import { fitText, textWidth } from './text-metrics.ts';
import { FONT_SIZE, INK, MUTED } from './theme.ts';
import { timeLabelExpression, timeTicks } from './time-axis.ts';
import { markLabels, type TimelineMark, thinOut } from './timeline-marks.ts';

const MARK_SIZE = 10;
/** Between the numbers of two marks. */
const MARK_GAP_PX = 5;
const KEY_LINE_PX = 16;
const KEY_LINES = 12;
/** Lines that are nearer to each other would make a wall. */
const MARKS_APART_PX = 8;
/** The Vega-Lite spec of a chart at a width, with its data within. */
export function composeSpec(chart: Chart, context: ChartContext, frame: Frame, labelWidthPx: number): TopLevelSpec {
  const plotWidthPx = innerWidthPx(frame) - labelWidthPx;
  const layout: Layout = { plotWidthPx, labelWidthPx, narrow: isNarrow(frame) };
  const panels = chart.panels(layout);
  const legend = [...chart.legend, ...bandLegend(panels.flatMap((panel) => panel.bands ?? []))];
  const views = [
    ...(legend.length > 0 ? [legendView(legend, layout)] : []),
    ...(context.marks.length > 0 ? [markStrip(context, layout)] : []),
    ...panels.map((panel, index) => panelView(panel, context, layout, index === panels.length - 1)),
    ...(frame.captioned && context.marks.length > 0 ? [keyView(context.marks, layout)] : []),
  ];
  return framedSpec(chart, views, frame);
}

function bandLegend(bands: readonly Band[]): LegendItem[] {
  return bandKinds(bands).map((kind) => ({ label: BANDS[kind].label, colour: BANDS[kind].colour, shape: 'square' }));
}

function bandKinds(bands: readonly Band[]): BandKind[] {
  return (Object.keys(BANDS) as BandKind[]).filter((kind) => bands.some((band) => band.kind === kind));
}

/** The numbers of the timeline's marks, over the panels. */
function markStrip({ marks, endS }: ChartContext, layout: Layout): View {
  const widthPx = (label: string): number => textWidth(label, MARK_SIZE, 'semibold') + MARK_GAP_PX;
  const labels = markLabels(marks, (label) => (widthPx(label) / layout.plotWidthPx) * endS);
  return {
    width: layout.plotWidthPx,
    height: MARK_SIZE,
    layer: [
      {
        data: { values: labels },
        mark: {
          type: 'text',
          fontSize: MARK_SIZE,
          fontWeight: 600,
          color: MUTED,
          baseline: 'bottom',
          y: MARK_SIZE + 3,
        },
        encoding: { x: { ...timeX(endS), axis: null }, text: { field: 'label', type: 'nominal' } },
      },
    ],
  };
}

function panelView(panel: Panel, context: ChartContext, layout: Layout, last: boolean): View {
  const { endS, marks } = context;
  const ticks = timeTicks(endS, layout.narrow ? 5 : 10);
  const labels = last ? { values: ticks, labelExpr: timeLabelExpression(ticks) } : { labels: false, ticks: false };
  const x = { ...timeX(endS), axis: labels };
  const layers = [...bandLayers(panel.bands ?? []), ...panel.layers, markLayer(marks, layout, endS)];
  return {
    width: layout.plotWidthPx,
    height: panel.heightPx,
    ...(panel.name === undefined ? {} : { title: panelTitle(panel.name, layout) }),
    layer: [leftEdge(layout.labelWidthPx), ...layers.map((layer) => withTime(layer, x))],
  };
}

function panelTitle(name: string, layout: Layout) {
  const text = fitText(name, layout.plotWidthPx, FONT_SIZE.label, 'semibold');
  return { text, fontSize: FONT_SIZE.label, frame: 'group', offset: 3 } as const;
}

function timeX(endS: number) {
  return { field: 'time_s', type: 'quantitative' as const, scale: { domain: [0, endS], nice: false } };
}

/** Gives a layer the time axis of its panel; its own field stays. */
function withTime(layer: Layer, x: object): Layer {
  const encoding = layer.encoding;
  if (encoding?.x === undefined) return layer;
  return { ...layer, encoding: { ...encoding, x: { ...x, ...encoding.x } } } as Layer;
}

/** Kind by kind, each with its own shade: bands then need no colour scale, which the data's colours would share. */
function bandLayers(bands: readonly Band[]): Layer[] {
  return bandKinds(bands).map((kind) => ({
    data: { values: bands.filter((band) => band.kind === kind) },
    mark: { type: 'rect', fill: BANDS[kind].colour },
    encoding: { x: TIME_FROM, x2: TIME_TO },
  }));
}

function markLayer(marks: readonly TimelineMark[], layout: Layout, endS: number): Layer {
  const apart = thinOut(marks, (MARKS_APART_PX / layout.plotWidthPx) * endS);
  return {
    data: { values: apart.map(({ time_s, number }) => ({ time_s, number })) },
    mark: { type: 'rule', stroke: MUTED, strokeWidth: 1, strokeDash: [2, 3] },
    encoding: { x: TIME },
  };
}

/** What the numbers stand for, under the panels. */
function keyView(marks: readonly TimelineMark[], layout: Layout): View {
  // The line that says how many more there are can as well name the only one.
  const shown = marks.slice(0, marks.length === KEY_LINES + 1 ? marks.length : KEY_LINES);
  const widthPx = layout.plotWidthPx + layout.labelWidthPx;
  const lines = shown.map(({ number, time_s, what }, index) => ({
    y: (index + 1) * KEY_LINE_PX,
    number: String(number),
    time: humanSeconds(time_s),
    what: fitText(what, widthPx - 80, FONT_SIZE.label),
  }));
  if (marks.length > shown.length) {
    const more = `and ${marks.length - shown.length} more, in events.csv`;
    lines.push({ y: (lines.length + 1) * KEY_LINE_PX, number: '', time: '', what: more });
  }
  const column = (field: 'number' | 'time' | 'what', leftPx: number): Layer => ({
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'bottom',
      fontSize: FONT_SIZE.label,
      color: field === 'what' ? INK : MUTED,
      fontWeight: field === 'number' ? 600 : 400,
      x: leftPx - layout.labelWidthPx,
    },
    encoding: { y: { field: 'y', type: 'quantitative', scale: null, axis: null }, text: { field, type: 'nominal' } },
  });
  return {
    width: layout.plotWidthPx,
    height: lines.length * KEY_LINE_PX,
    data: { values: lines },
    layer: [column('number', 0), column('time', 26), column('what', 80)],
  };
}
