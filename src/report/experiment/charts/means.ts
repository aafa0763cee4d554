import { greatestOf } from '../../charts/intervals.ts';
import { moreIn } from '../../charts/more-in.ts';
import { rowAxis } from '../../charts/row-axis.ts';
import { textWidth } from '../../charts/text-metrics.ts';
import { FONT_SIZE } from '../../charts/theme.ts';
import type { ComparedMetric, ComparisonReport } from '../comparison-report.ts';
import { MOST_VARIANTS } from './difference-rows.ts';
import type { ExperimentChart } from './experiment-chart.ts';
import { type GridPanel, gridViews } from './grid.ts';
import { meansOverAxisChart } from './means-over-axis.ts';
import { domainOf, unitLabel } from './value-axis.ts';
import { BY_COLOUR, BY_MARK, verdictLegend, verdictMark } from './verdict-marks.ts';

const ROW_PX = 18;
const MOST_LABEL_PX = 150;

/** Means with their intervals: over the numeric axis if there is one, else a row a variant. None if nothing has a mean. */
export function meansChart(report: ComparisonReport): ExperimentChart | null {
  const metrics = report.metrics.filter(({ cells }) => cells.some(({ mean }) => mean !== null));
  if (metrics.length === 0) return null;
  return meansOverAxisChart(report, metrics) ?? meansByVariant(report, metrics);
}

function meansByVariant({ variants }: ComparisonReport, metrics: readonly ComparedMetric[]): ExperimentChart {
  const names = variants.slice(0, MOST_VARIANTS).map(({ name }) => name);
  const longest = greatestOf(names, (name) => textWidth(name, FONT_SIZE.label));
  const labelWidthPx = Math.ceil(Math.min(longest, MOST_LABEL_PX)) + 10;
  return {
    name: 'means',
    title: 'Means by variant',
    description: `Mean over the replications with its confidence interval; scales need not begin at 0. Colours tell the verdict on the paired difference to the baseline.${moreIn(variants.length - names.length, 'variant', 'comparison.csv')}`,
    legend: verdictLegend(metrics.flatMap((metric) => metric.cells.map(verdictOf))),
    layOut: (room) => ({
      labelWidthPx,
      views: gridViews(
        metrics.map((metric) => panel(metric, names)),
        room,
        { columns: room.narrow || metrics.length === 1 ? 1 : 2, labelWidthPx },
      ),
    }),
  };
}

function verdictOf({ difference }: ComparedMetric['cells'][number], index: number) {
  return index === 0 ? 'baseline' : (difference?.verdict ?? 'cannot tell');
}

function panel({ name, unit, cells }: ComparedMetric, names: readonly string[]): GridPanel {
  const rows = cells.slice(0, names.length).flatMap((cell, index) => {
    if (cell.mean === null) return [];
    const { mean, low, high } = cell.mean;
    const { colour, fill, shape } = verdictMark(verdictOf(cell, index));
    return [{ row: index + 0.5, mean, low, high, colour, fill, shape }];
  });
  const domain = domainOf(rows.flatMap(({ low, high }) => [low, high]));
  const axis = { tickCount: 4, labelExpr: unitLabel(unit), grid: true };
  const x = { type: 'quantitative' as const, scale: { domain, nice: false }, axis };
  return {
    name,
    heightPx: names.length * ROW_PX + 4,
    layers: ({ plotWidthPx, labelWidthPx }) => {
      const y = rowAxis('row', names, { plotWidthPx, labelWidthPx, narrow: false });
      return [
        {
          data: { values: rows },
          mark: { type: 'rule', strokeWidth: 2 },
          encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, ...BY_COLOUR },
        },
        {
          data: { values: rows },
          mark: { type: 'point', size: 50, strokeWidth: 1.75, opacity: 1 },
          encoding: { x: { ...x, field: 'mean' }, y, ...BY_MARK },
        },
      ];
    },
  };
}
