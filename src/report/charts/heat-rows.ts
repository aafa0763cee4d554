import type { Chart, Layout, LegendItem, Panel } from './chart.ts';
import { TIME_FROM, TIME_TO } from './encode.ts';
import { moreIn } from './more-in.ts';
import { rowAxis } from './row-axis.ts';

const SHADES = 16;
const CELL_PX = 6;
const MOST_ROWS = 60;
/** Shade of 0: there, but nothing to do. */
const FAINT = 0.06;

export interface HeatCell {
  readonly from_s: number;
  readonly to_s: number;
  readonly value: number;
}

export interface HeatRow {
  readonly name: string;
  /** In order of time, of equal length but for the last. */
  readonly cells: readonly HeatCell[];
}

export interface HeatMeasure {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly colour: string;
  readonly labelOf: (value: number) => string;
  readonly rows: readonly HeatRow[];
  /** The value of the full shade. */
  readonly top: number;
  /** The file that has the rows which are not shown. */
  readonly table: string;
}

/** A row of shades for each name: the more, the darker. For many rows, where lines would hide each other. */
export function heatChart(measure: HeatMeasure): Chart {
  const shown = measure.rows.slice(0, MOST_ROWS);
  return {
    name: measure.name,
    title: measure.title,
    description: measure.description + moreIn(measure.rows.length - shown.length, 'row', measure.table),
    legend: legendOf(measure),
    panels: (layout) => [panelOf(shown, measure, layout)],
  };
}

function legendOf({ colour, top, labelOf }: HeatMeasure): LegendItem[] {
  return [0, top / 2, top].map((value) => ({
    label: labelOf(value),
    colour,
    shape: 'square',
    opacity: value === 0 ? FAINT * 2 : value / top,
  }));
}

function panelOf(rows: readonly HeatRow[], { colour, top }: HeatMeasure, layout: Layout): Panel {
  const rowPx = rows.length > 30 ? 13 : 18;
  const values = rows.flatMap((row, index) =>
    shadesOf(row.cells, top, layout).map((run) => ({ ...run, top: index + 0.06, bottom: index + 0.94 })),
  );
  return {
    heightPx: rows.length * rowPx,
    layers: [
      {
        data: { values },
        mark: { type: 'rect', fill: colour },
        encoding: {
          x: TIME_FROM,
          x2: TIME_TO,
          y: rowAxis(
            'top',
            rows.map((row) => row.name),
            layout,
          ),
          y2: { field: 'bottom' },
          fillOpacity: { field: 'shade', type: 'quantitative', scale: null },
        },
      },
    ],
  };
}

interface Run {
  readonly from_s: number;
  to_s: number;
  readonly shade: number;
}

/** Averages neighbouring cells until they can be seen at this width, and joins what then has the same shade. */
function shadesOf(cells: readonly HeatCell[], top: number, layout: Layout): Run[] {
  const span = (cells.at(-1)?.to_s ?? 0) - (cells[0]?.from_s ?? 0);
  const length = (cells[0]?.to_s ?? 0) - (cells[0]?.from_s ?? 0);
  const together = Math.max(1, Math.ceil(span / length / (layout.plotWidthPx / CELL_PX)));
  const runs: Run[] = [];
  for (const group of neighbours(cells, together, length)) {
    const mean = group.reduce((sum, cell) => sum + cell.value, 0) / group.length;
    const shade = mean === 0 ? FAINT : Math.max(1, Math.round((mean / top) * SHADES)) / SHADES;
    const from_s = group[0]?.from_s ?? 0;
    const to_s = group.at(-1)?.to_s ?? from_s;
    const last = runs.at(-1);
    if (last !== undefined && last.shade === shade && Math.abs(last.to_s - from_s) < length / 2) last.to_s = to_s;
    else runs.push({ from_s, to_s, shade });
  }
  return runs;
}

/** Cells that follow one another without a gap, at most so many in a group. */
function neighbours(cells: readonly HeatCell[], most: number, length: number): HeatCell[][] {
  const groups: HeatCell[][] = [];
  for (const cell of cells) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group === undefined || last === undefined || group.length === most || cell.from_s - last.to_s > length / 2)
      groups.push([cell]);
    else group.push(cell);
  }
  return groups;
}
