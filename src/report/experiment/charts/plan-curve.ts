import type { Layers, View } from '../../charts/chart.ts';
import { edgeAt, leftEdge } from '../../charts/frame.ts';
import { greatestOf } from '../../charts/intervals.ts';
import { fitText, textWidth } from '../../charts/text-metrics.ts';
import { FONT_SIZE, INK } from '../../charts/theme.ts';
import { humanNumber } from '../../words/human.ts';
import type { PlanReport, PromiseResult } from '../plan-report.ts';
import type { ExperimentChart, Plots, Room } from './experiment-chart.ts';
import { panelTitle } from './grid.ts';
import { failedLayer, HELD, LIMIT_GAP_PX, limitText, MISSED, measuredLayers, wordLayer } from './plan-layers.ts';
import { ticksThatFit } from './tested-ticks.ts';
import { domainOf, logDomainOf } from './value-axis.ts';

/** A promise over all values that were tried. */
interface Curve {
  readonly promise: string;
  readonly points: readonly (PromiseResult & { readonly value: number })[];
}

/** Each promise over the values that were tried, with its limit and the answer. None if nothing was tried. */
export function planCurveChart(report: PlanReport): ExperimentChart | null {
  const curves = curvesOf(report);
  if (curves.length === 0) return null;
  const results = curves.flatMap(({ points }) => points);
  const worst = report.survive === 'nothing' ? '' : ' The worst over all losses.';
  const failed = results.some(({ mean }) => mean === Number.POSITIVE_INFINITY);
  return {
    name: 'plan',
    title: `Promises over ${report.sought.noun}`,
    description: `Mean over the replications, with its one-sided confidence bound on the side of the limit.${worst}`,
    legend: [
      { label: 'promise kept', colour: HELD.colour, shape: HELD.shape },
      { label: 'not kept', colour: MISSED.colour, shape: MISSED.shape },
      ...(failed
        ? [{ label: 'without bound: failed requests decide', colour: MISSED.colour, shape: 'cross' as const }]
        : []),
    ],
    layOut: (room) => plots(report, curves, room),
  };
}

function curvesOf({ promises, points }: PlanReport): Curve[] {
  return promises.flatMap((promise) => {
    const own = points.flatMap(({ value, promises: results }) =>
      results.filter((result) => result.promise === promise).map((result) => ({ ...result, value })),
    );
    return own.length > 0 ? [{ promise, points: own }] : [];
  });
}

const LABEL_WIDTH_PX = 56;
/** Right of the plots there is room for the limits, at least so much. */
const LEAST_RIGHT_PX = 22;
const HEIGHT_PX = { measured: 170, word: 34 } as const;
/** From this ratio on a linear axis would crowd the small values. */
const LOG_FROM_RATIO = 20;
/** From this share of the width on the answer's label stands at its left. */
const LABEL_LEFT_FROM = 0.75;

function plots(report: PlanReport, curves: readonly Curve[], room: Room): Plots {
  const limits = curves.flatMap(({ points }) => points.map(limitText));
  const longest = greatestOf(limits, (text) => textWidth(text, FONT_SIZE.label));
  const plotWidthPx = room.widthPx - LABEL_WIDTH_PX - Math.max(LEAST_RIGHT_PX, Math.ceil(longest) + LIMIT_GAP_PX);
  const { x, answerAlign } = valueX(report, plotWidthPx);
  const answer = answerLayers(report.answer, answerAlign, x);
  const views = curves.map((curve) => panelView(curve, answer, { room, plotWidthPx, x }));
  return { labelWidthPx: LABEL_WIDTH_PX, views: [...views, nounView(report.sought.noun, plotWidthPx)] };
}

/** Values that were tried; labels where they have room, first of all the answer's and the ends'. */
function valueX({ points, answer }: PlanReport, plotWidthPx: number) {
  const values = points.map(({ value }) => value);
  const least = Math.min(...values);
  const most = Math.max(...values);
  const logarithmic = least > 0 && most / least >= LOG_FROM_RATIO;
  const domain = logarithmic ? logDomainOf(values).domain : domainOf(values);
  const project = (value: number): number => (logarithmic ? Math.log(value) : value);
  const [from, to] = [project(domain[0]), project(domain[1])];
  const urgent = [...(answer === null ? [] : [answer]), least, most, ...values];
  const share = (value: number): number => (project(value) - from) / (to - from);
  const ticks = ticksThatFit([...new Set(urgent)], (value) => share(value) * plotWidthPx);
  return {
    answerAlign: answer === null || share(answer) < LABEL_LEFT_FROM ? ('left' as const) : ('right' as const),
    x: {
      type: 'quantitative' as const,
      scale: { domain, nice: false, ...(logarithmic ? { type: 'log' as const } : { zero: false }) },
      axis: { values: ticks, labelExpr: 'toString(datum.value)', labelOverlap: false },
    },
  };
}

export type ValueX = ReturnType<typeof valueX>['x'];

interface Surroundings {
  readonly room: Room;
  readonly plotWidthPx: number;
  readonly x: ValueX;
}

function panelView(curve: Curve, answer: Layers, { room, plotWidthPx, x }: Surroundings): View {
  const measured = curve.points.some(({ mean }) => mean !== null);
  return {
    width: plotWidthPx,
    height: measured ? HEIGHT_PX.measured : HEIGHT_PX.word,
    title: panelTitle(curve.promise, room.widthPx, LABEL_WIDTH_PX),
    layer: [
      leftEdge(LABEL_WIDTH_PX),
      edgeAt(room.widthPx - LABEL_WIDTH_PX - 1),
      ...answer,
      ...(measured ? measuredLayers(curve.points, x, plotWidthPx) : [wordLayer(curve.points, x)]),
      ...(measured ? failedLayer(curve.points, x) : []),
    ],
    resolve: { scale: { x: 'shared', y: 'shared' } },
  };
}

function answerLayers(answer: number | null, align: 'left' | 'right', x: ValueX): Layers {
  if (answer === null) return [];
  const fontSize = FONT_SIZE.label;
  return [
    {
      data: { values: [{ answer }] },
      mark: { type: 'rule', stroke: INK, strokeWidth: 1, strokeDash: [2, 3] },
      encoding: { x: { ...x, field: 'answer' } },
    },
    {
      data: { values: [{ answer, label: `answer: ${humanNumber(answer)}` }] },
      mark: { type: 'text', align, baseline: 'bottom', dx: align === 'left' ? 4 : -4, y: -2, fontSize, color: INK },
      encoding: { x: { ...x, field: 'answer' }, text: { field: 'label', type: 'nominal' } },
    },
  ];
}

/** What the numbers under the panels count. */
function nounView(noun: string, plotWidthPx: number): View {
  const label = fitText(noun, plotWidthPx, FONT_SIZE.label);
  const x = (plotWidthPx + textWidth(label, FONT_SIZE.label)) / 2;
  return {
    width: plotWidthPx,
    height: FONT_SIZE.label,
    layer: [
      {
        data: { values: [{ label }] },
        mark: { type: 'text', align: 'right', baseline: 'bottom', fontSize: FONT_SIZE.label, color: INK, x, y: 0 },
        encoding: { text: { field: 'label', type: 'nominal' } },
      },
    ],
  };
}
