import type { Layer } from '../../charts/chart.ts';
import { FONT_SIZE, INK, MUTED } from '../../charts/theme.ts';
import { humanQuantity } from '../../words/quantity.ts';
import type { PromiseResult } from '../plan-report.ts';
import type { ValueX } from './plan-curve.ts';
import { domainOf, logDomainOf, unitLabel } from './value-axis.ts';
import { BETTER_COLOUR, BY_COLOUR, BY_MARK, WORSE_COLOUR } from './verdict-marks.ts';

/** How a promise that is kept, or not, is drawn. */
export const HELD = { colour: BETTER_COLOUR, fill: BETTER_COLOUR, shape: 'circle' } as const;
export const MISSED = { colour: WORSE_COLOUR, fill: WORSE_COLOUR, shape: 'diamond' } as const;

type Point = PromiseResult & { readonly value: number };

/** From this ratio on a linear axis would hide the small values. */
const LOG_FROM_RATIO = 40;
const MARK_PX = 6;

const markOf = ({ holds }: Point) => (holds ? HELD : MISSED);

/** Means, their bounds, and the limit. */
export function measuredLayers(points: readonly Point[], x: ValueX, plotWidthPx: number): Layer[] {
  const unit = points[0]?.unit ?? 'count';
  const limit = points.map((point) => point.limit).find((value) => typeof value === 'number');
  const y = valueY(points, limit, unit);
  const rows = points
    .filter(({ mean }) => mean !== null && Number.isFinite(mean))
    .map((point) => ({
      value: point.value,
      mean: point.mean,
      bound: finite(point.bound) ?? point.mean,
      ...markOf(point),
    }));
  return [
    ...(limit === undefined ? [] : limitLayers({ limit, unit }, y, plotWidthPx)),
    {
      data: { values: rows },
      mark: { type: 'line', stroke: MUTED, strokeWidth: 1.25 },
      encoding: { x: { ...x, field: 'value' }, y: { ...y, field: 'mean' } },
    },
    {
      data: { values: rows },
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { x: { ...x, field: 'value' }, y: { ...y, field: 'mean' }, y2: { field: 'bound' }, ...BY_COLOUR },
    },
    {
      data: { values: rows },
      mark: { type: 'tick', orient: 'horizontal', thickness: 2, size: 2 * MARK_PX, opacity: 1 },
      encoding: {
        x: { ...x, field: 'value' },
        y: { ...y, field: 'bound' },
        fill: { field: 'colour', type: 'nominal', scale: null },
      },
    },
    {
      data: { values: rows },
      mark: { type: 'point', size: 50, strokeWidth: 1, opacity: 1 },
      encoding: { x: { ...x, field: 'value' }, y: { ...y, field: 'mean' }, ...BY_MARK },
    },
  ];
}

function valueY(points: readonly Point[], limit: number | undefined, unit: Point['unit']) {
  const values = [limit, ...points.flatMap(({ mean, bound }) => [mean, bound])].filter(
    (value) => typeof value === 'number' && Number.isFinite(value),
  ) as number[];
  const labelExpr = unitLabel(unit);
  const least = Math.min(...values);
  const type = 'quantitative' as const;
  if (least > 0 && Math.max(...values) / least >= LOG_FROM_RATIO) {
    const { domain, ticks } = logDomainOf(values);
    return { type, scale: { type: 'log' as const, domain, nice: false }, axis: { values: ticks, labelExpr } };
  }
  const domain = domainOf([Math.min(0, least), ...values]);
  return { type, scale: { domain, nice: false, zero: false }, axis: { tickCount: 5, labelExpr } };
}

type ValueY = ReturnType<typeof valueY>;

export const LIMIT_GAP_PX = 8;

/** `limit 250ms`; nothing if it is a word. */
export function limitText({ limit, unit }: Pick<PromiseResult, 'limit' | 'unit'>): string {
  return typeof limit === 'number' ? `limit ${humanQuantity(limit, unit)}` : '';
}

function limitLayers(promise: Pick<PromiseResult, 'limit' | 'unit'>, y: ValueY, plotWidthPx: number): Layer[] {
  const data = { values: [{ limit: promise.limit, label: limitText(promise) }] };
  const x = plotWidthPx + LIMIT_GAP_PX;
  return [
    {
      data,
      mark: { type: 'rule', stroke: INK, strokeWidth: 1 },
      encoding: { y: { ...y, field: 'limit' } },
    },
    {
      data,
      mark: { type: 'text', align: 'left', baseline: 'middle', x, fontSize: FONT_SIZE.label, color: INK },
      encoding: { y: { ...y, field: 'limit' }, text: { field: 'label', type: 'nominal' } },
    },
  ];
}

/** At the upper edge: values without bound. */
export function failedLayer(points: readonly Point[], x: ValueX): Layer[] {
  const rows = points.filter(({ mean }) => mean === Number.POSITIVE_INFINITY).map(({ value }) => ({ value }));
  if (rows.length === 0) return [];
  return [
    {
      data: { values: rows },
      mark: {
        type: 'point',
        shape: 'cross',
        angle: 45,
        size: 70,
        fill: MISSED.colour,
        strokeWidth: 0,
        opacity: 1,
        y: MARK_PX,
      },
      encoding: { x: { ...x, field: 'value' } },
    },
  ];
}

/** A promise of a word is kept or not: there is nothing to measure. */
export function wordLayer(points: readonly Point[], x: ValueX): Layer {
  return {
    data: { values: points.map((point) => ({ value: point.value, ...markOf(point) })) },
    mark: { type: 'point', size: 50, strokeWidth: 1, opacity: 1, y: 'height', yOffset: -14 },
    encoding: { x: { ...x, field: 'value' }, ...BY_MARK },
  };
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}
