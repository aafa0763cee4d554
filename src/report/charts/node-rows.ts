import type { NodeRow } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import { nodeBands } from './bands.ts';
import type { Chart, ChartContext, Panel } from './chart.ts';
import { TIME } from './encode.ts';
import { type HeatRow, heatChart } from './heat-rows.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { roundUp } from './scales.ts';

/** With more nodes a panel each would be too many; then a row of shades each. */
export const MOST_NODE_PANELS = 12;

export interface NodeMeasure {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly colour: string;
  /** The value to draw; `lengthS` is the interval's length. */
  readonly valueOf: (row: NodeRow, lengthS: number) => number;
  /** Top of the axis; `null` = the greatest value, rounded up. */
  readonly most: number | null;
  /** Vega expression that writes `datum.value` with its unit, and the same for the legend. */
  readonly labelExpression: string;
  readonly labelOf: (value: number) => string;
}

/** One measure of `nodes.csv` over time, a row for each node, all on one scale. None if it is 0 throughout. */
export function nodeChart(context: ChartContext, measure: NodeMeasure): Chart | null {
  const { nodes } = context.result;
  const intervalS = intervalOf(nodes, context.endS);
  const byNode = groupRows(nodes, (row) => row.node);
  const names = [...byNode.keys()].sort(compareNatural);
  const rows = names.map(
    (name): HeatRow => ({
      name,
      cells: (byNode.get(name) ?? []).map((row) => {
        const lengthS = lengthWithin(row.time_s, intervalS, context.endS);
        return { from_s: row.time_s, to_s: row.time_s + lengthS, value: measure.valueOf(row, lengthS) };
      }),
    }),
  );
  const greatest = greatestOf(rows, (row) => greatestOf(row.cells, (cell) => cell.value));
  if (greatest === 0) return null;
  const top = measure.most ?? roundUp(greatest);
  if (names.length > MOST_NODE_PANELS) return heatChart({ ...measure, rows, top, table: 'nodes.csv' });
  return {
    ...measure,
    legend: [],
    panels: () =>
      rows.map((row) => ({
        name: row.name,
        heightPx: names.length > 6 ? 32 : 44,
        bands: [...context.updates, ...nodeBands(byNode.get(row.name) ?? [], context.endS)],
        layers: [areaLayer(row, measure, top)],
      })),
  };
}

function areaLayer(row: HeatRow, measure: NodeMeasure, top: number): Panel['layers'][number] {
  const points = row.cells.map(({ from_s, value }) => ({ time_s: from_s, value }));
  const last = row.cells.at(-1);
  if (last !== undefined) points.push({ time_s: last.to_s, value: last.value });
  return {
    data: { values: points },
    mark: {
      type: 'area',
      interpolate: 'step-after',
      fill: measure.colour,
      fillOpacity: 0.25,
      line: { stroke: measure.colour, strokeWidth: 1.25 },
    },
    encoding: {
      x: TIME,
      y: {
        field: 'value',
        type: 'quantitative',
        scale: { domain: [0, top], nice: false },
        axis: { values: [0, top], labelExpr: measure.labelExpression },
      },
    },
  };
}
