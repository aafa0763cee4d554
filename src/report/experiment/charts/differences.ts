import type { Layer, View } from '../../charts/chart.ts';
import { edgeAt, leftEdge } from '../../charts/frame.ts';
import { greatestOf } from '../../charts/intervals.ts';
import { moreIn } from '../../charts/more-in.ts';
import { fitText, textWidth } from '../../charts/text-metrics.ts';
import { FONT_SIZE, INK, MUTED, NEUTRALS } from '../../charts/theme.ts';
import { humanChange } from '../../words/quantity.ts';
import type { ComparisonReport } from '../comparison-report.ts';
import { baselineOf, counted } from '../comparison-words.ts';
import {
  type DifferencePanel,
  type DifferenceRow,
  differencePanels,
  MOST_VARIANTS,
  reachPast,
} from './difference-rows.ts';
import type { ExperimentChart, Plots, Room } from './experiment-chart.ts';
import { panelTitle } from './grid.ts';
import { BY_COLOUR, BY_MARK, verdictLegend, verdictMark } from './verdict-marks.ts';

/** Difference of each metric and variant to the baseline in percent, with its interval. None if no difference has a percentage. */
export function differencesChart(report: ComparisonReport): ExperimentChart | null {
  const { panels, withoutPercentage } = differencePanels(report);
  if (panels.length === 0) return null;
  const missing =
    withoutPercentage > 0
      ? ` Without ${counted(withoutPercentage, 'metric')} whose baseline is 0 or has no value.`
      : '';
  return {
    name: 'differences',
    title: `Differences to ${baselineOf(report).name}`,
    description: `Mean paired difference as a percentage of the baseline’s mean, with its interval: where it crosses the line at 0, one cannot tell.${missing}${moreIn(report.variants.length - MOST_VARIANTS, 'variant', 'comparison.csv')}`,
    legend: verdictLegend(panels.flatMap(({ rows }) => rows.map(({ verdict }) => verdict))),
    layOut: (room) => plots(panels, room),
  };
}

const GAP_PX = 10;
const MOST_LABEL_PX = 230;
/** Height of a row with its label beside it, and of one with its label over it. */
const ROW_PX = { wide: 20, narrow: 36 } as const;
const LABEL_OVER_PX = 16;
const ZERO_PX = 10;
const MARK_SIZE = 50;

interface Columns {
  readonly labelWidthPx: number;
  readonly plotWidthPx: number;
  readonly valueWidthPx: number;
}

function plots(panels: readonly DifferencePanel[], room: Room): Plots {
  const rows = panels.flatMap((panel) => panel.rows);
  const valueWidthPx = Math.ceil(greatestOf(rows, (row) => textWidth(valueText(row), FONT_SIZE.label))) + GAP_PX;
  const labels = greatestOf(rows, (row) => textWidth(row.label, FONT_SIZE.label));
  const labelWidthPx = room.narrow ? 8 : Math.ceil(Math.min(labels, MOST_LABEL_PX)) + GAP_PX;
  const plotWidthPx = room.widthPx - labelWidthPx - (room.narrow ? 8 : valueWidthPx);
  const columns = { labelWidthPx, plotWidthPx, valueWidthPx };
  return { labelWidthPx, views: panels.map((panel) => panelView(panel, room, columns)) };
}

function panelView({ name, rows }: DifferencePanel, room: Room, columns: Columns): View {
  const { labelWidthPx, plotWidthPx, valueWidthPx } = columns;
  const reach = reachPast(rows);
  const rowPx = room.narrow ? ROW_PX.narrow : ROW_PX.wide;
  const labelRoomPx = room.narrow ? room.widthPx - valueWidthPx - GAP_PX : labelWidthPx - GAP_PX;
  const rowsAt = rows.map((row, index) => {
    const y = (index + 1) * rowPx - ROW_PX.wide / 2;
    return {
      ...marksOf(row, reach),
      label: fitText(row.label, labelRoomPx, FONT_SIZE.label),
      value: valueText(row),
      y,
      zeroFrom: y - ZERO_PX,
      zeroTo: y + ZERO_PX,
      textY: room.narrow ? y - LABEL_OVER_PX : y,
    };
  });
  const placed = rowsAt.map(({ arrows: _, ...row }) => row);
  const arrows = rowsAt.flatMap(({ arrows: own, colour, y }) => own.map((arrow) => ({ ...arrow, colour, y })));
  const valuesAt = room.narrow
    ? ({ x: room.widthPx - labelWidthPx, align: 'right' } as const)
    : ({ x: plotWidthPx + GAP_PX, align: 'left' } as const);
  return {
    width: plotWidthPx,
    height: rows.length * rowPx + 4,
    ...(name === undefined ? {} : { title: panelTitle(name, room.widthPx, labelWidthPx) }),
    data: { values: placed },
    layer: [
      leftEdge(labelWidthPx),
      edgeAt(room.widthPx - labelWidthPx - 1),
      ...intervalLayers(reach, arrows, room),
      textLayer('label', { x: -labelWidthPx, align: 'left', color: INK }),
      textLayer('value', { ...valuesAt, color: MUTED }),
    ],
    resolve: { scale: { x: 'shared' } },
  };
}

function valueText({ mean, verdict }: DifferenceRow): string {
  return `${humanChange(mean).replace('-', '−')}  ${verdict}`;
}

type Reach = readonly [least: number, most: number];

/** What is drawn of a row, cut at the edges of the scale. */
function marksOf(row: DifferenceRow, [least, most]: Reach) {
  const { colour, fill, shape } = verdictMark(row.verdict);
  const within = (value: number): number => Math.min(most, Math.max(least, value));
  const beyond = row.mean < least || row.mean > most;
  return {
    colour,
    fill,
    shape,
    low: within(row.low),
    high: within(row.high),
    // A mean that is cut off has no mark: an arrow stands for it.
    mean: beyond ? null : row.mean,
    arrows: [
      ...(row.low < least ? [{ arrow: 'triangle-left', arrowAt: least }] : []),
      ...(row.high > most ? [{ arrow: 'triangle-right', arrowAt: most }] : []),
    ],
  };
}

const PERCENT = "datum.value === 0 ? '0' : (datum.value > 0 ? '+' : '−') + format(abs(datum.value), '~%')";

function intervalLayers(reach: Reach, arrows: readonly object[], { narrow }: Room): Layer[] {
  // Where labels stand over their rows, lines from top to bottom would cross them out.
  const axis = { tickCount: narrow ? 4 : 6, labelExpr: PERCENT, grid: !narrow };
  const x = { type: 'quantitative' as const, scale: { domain: [...reach], nice: false }, axis };
  return [
    {
      transform: [{ calculate: '0', as: 'zero' }],
      mark: { type: 'rule', stroke: NEUTRALS.axis.light, strokeWidth: 1.5 },
      encoding: { x: { ...x, field: 'zero' }, y: { ...ROW_Y, field: 'zeroFrom' }, y2: { field: 'zeroTo' } },
    },
    {
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y: ROW_Y, ...BY_COLOUR },
    },
    {
      data: { values: [...arrows] },
      mark: { type: 'point', size: MARK_SIZE, strokeWidth: 0, opacity: 1 },
      encoding: {
        x: { ...x, field: 'arrowAt' },
        y: ROW_Y,
        fill: { field: 'colour', type: 'nominal', scale: null },
        shape: { field: 'arrow', type: 'nominal', scale: null },
      },
    },
    {
      transform: [{ filter: 'isValid(datum.mean)' }],
      mark: { type: 'point', size: MARK_SIZE, strokeWidth: 1.75, opacity: 1 },
      encoding: { x: { ...x, field: 'mean' }, y: ROW_Y, ...BY_MARK },
    },
  ];
}

const ROW_Y = { field: 'y', type: 'quantitative', scale: null, axis: null } as const;

interface TextStyle {
  readonly x: number;
  readonly align: 'left' | 'right';
  readonly color: string;
}

function textLayer(field: 'label' | 'value', style: TextStyle): Layer {
  return {
    mark: { type: 'text', baseline: 'middle', fontSize: FONT_SIZE.label, ...style },
    encoding: { y: { ...ROW_Y, field: 'textY' }, text: { field, type: 'nominal' } },
  };
}
