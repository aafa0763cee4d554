import { colourBy } from '../../charts/encode.ts';
import { INK, SERVICE_HUES } from '../../charts/theme.ts';
import { compareNatural } from '../../tables/natural-order.ts';
import type { ComparedMetric, ComparisonReport } from '../comparison-report.ts';
import type { ExperimentChart, Room } from './experiment-chart.ts';
import { type Cell, type GridPanel, gridViews } from './grid.ts';
import { ticksThatFit } from './tested-ticks.ts';
import { domainOf, unitLabel } from './value-axis.ts';

const LABEL_WIDTH_PX = 52;
const LEAST_POINTS = 3;
/** More lines than hues could not be told apart. */
const MOST_LINES = SERVICE_HUES.length;

interface NumericAxis {
  readonly axis: string;
  readonly index: number;
  readonly values: readonly number[];
}

/** Lines over the only numeric axis, one for each value of the other one. `null` if the comparison has not this shape. */
export function meansOverAxisChart(
  { axes, variants }: ComparisonReport,
  metrics: readonly ComparedMetric[],
): ExperimentChart | null {
  const numeric = numericAxis(axes, variants);
  if (numeric === null || axes.length > 2) return null;
  const other = 1 - numeric.index;
  const lineOf = (values: readonly string[]): string => (axes.length === 2 ? (values[other] ?? '') : '');
  const lines = [...new Set(variants.map(({ values }) => lineOf(values)))];
  if (lines.length > MOST_LINES) return null;
  const colours = lines.map((line, index) => [line, lines.length === 1 ? INK : hue(index)] as const);
  const points = variants.map(({ values }) => ({ at: Number(values[numeric.index]), line: lineOf(values) }));
  return {
    name: 'means',
    title: `Means over ${numeric.axis}`,
    description: `Mean over the replications, with its confidence interval as a band; scales need not begin at 0.${axes.length === 2 ? ` Colours tell ${axes[other]}.` : ''}`,
    legend: lines.length === 1 ? [] : colours.map(([label, colour]) => ({ label, colour, shape: 'stroke' })),
    layOut: (room) => ({
      labelWidthPx: LABEL_WIDTH_PX,
      views: gridViews(
        metrics.map((metric) => panel(metric, points, numeric, colours)),
        room,
        { columns: columnsFor(room, metrics.length), labelWidthPx: LABEL_WIDTH_PX },
      ),
    }),
  };
}

function columnsFor({ narrow }: Room, panels: number): number {
  return narrow || panels === 1 ? 1 : 2;
}

function numericAxis(axes: readonly string[], variants: ComparisonReport['variants']): NumericAxis | null {
  const numeric = axes.flatMap((axis, index): NumericAxis[] => {
    const texts = [...new Set(variants.map(({ values }) => values[index] ?? ''))];
    const values = texts.map((text) => (text.trim() === '' ? Number.NaN : Number(text)));
    return texts.length >= LEAST_POINTS && values.every(Number.isFinite) ? [{ axis, index, values }] : [];
  });
  return numeric.length === 1 ? (numeric[0] ?? null) : null;
}

function hue(index: number): string {
  return SERVICE_HUES[index]?.[1] ?? INK;
}

function panel(
  { name, unit, cells }: ComparedMetric,
  points: readonly { readonly at: number; readonly line: string }[],
  { values }: NumericAxis,
  colours: readonly (readonly [string, string])[],
): GridPanel {
  const rows = cells
    .flatMap(({ mean: estimate }, index) => {
      const point = points[index];
      if (estimate === null || point === undefined) return [];
      const { mean, low, high } = estimate;
      return [{ ...point, mean, low, high }];
    })
    .sort((a, b) => compareNatural(a.line, b.line) || a.at - b.at);
  const y = {
    type: 'quantitative' as const,
    scale: { domain: domainOf(rows.flatMap(({ low, high }) => [low, high])), nice: false },
    axis: { tickCount: 4, labelExpr: unitLabel(unit) },
  };
  const detail = { field: 'line', type: 'nominal' as const };
  const stroke = colourBy('line', colours);
  return {
    name,
    heightPx: 130,
    layers: (cell) => {
      const x = xOf(values, cell);
      return [
        {
          data: { values: rows },
          mark: { type: 'area', opacity: 0.18, line: false },
          encoding: { x, y: { ...y, field: 'low' }, y2: { field: 'high' }, fill: colourBy('line', colours), detail },
        },
        {
          data: { values: rows },
          mark: { type: 'line', strokeWidth: 1.75 },
          encoding: { x, y: { ...y, field: 'mean' }, stroke, detail },
        },
        {
          data: { values: rows },
          mark: { type: 'point', filled: true, size: 28, opacity: 1, strokeWidth: 0 },
          encoding: { x, y: { ...y, field: 'mean' }, fill: colourBy('line', colours) },
        },
      ];
    },
  };
}

/** The values that were run, as far as their labels have room. */
function xOf(tested: readonly number[], { plotWidthPx }: Cell) {
  const domain = domainOf(tested);
  const [from, to] = domain;
  const values = ticksThatFit(tested, (value) => ((value - from) / (to - from)) * plotWidthPx);
  return {
    field: 'at',
    type: 'quantitative' as const,
    scale: { domain, nice: false, zero: false },
    axis: { values, labelExpr: 'toString(datum.value)', labelOverlap: false },
  };
}
