import type { AnyView, Layers, View } from '../../charts/chart.ts';
import { edgeAt, leftEdge } from '../../charts/frame.ts';
import { fitText } from '../../charts/text-metrics.ts';
import { FONT_SIZE } from '../../charts/theme.ts';
import type { Room } from './experiment-chart.ts';

/** The room of a panel: its plot, and what is left and right of it for labels. */
export interface Cell {
  readonly plotWidthPx: number;
  readonly labelWidthPx: number;
}

export interface GridPanel {
  readonly name: string;
  readonly heightPx: number;
  readonly layers: (cell: Cell) => Layers;
}

export interface GridOptions {
  readonly columns: number;
  /** Room left of each plot. */
  readonly labelWidthPx: number;
}

const BETWEEN_PX = 18;
/** Half of a tick's label may reach over the right edge of its plot. */
const RIGHT_PX = 22;
/** Half of a label may reach over the top: with or without, names of panels stand on one line. */
const TOP_PX = 8;

/** Panels beside and under each other, all of one size. */
export function gridViews(panels: readonly GridPanel[], room: Room, options: GridOptions): AnyView[] {
  const { columns, labelWidthPx } = options;
  const cellWidthPx = (room.widthPx - (columns - 1) * BETWEEN_PX) / columns;
  const cell = { plotWidthPx: Math.floor(cellWidthPx - labelWidthPx - RIGHT_PX), labelWidthPx };
  const views = panels.map((panel) => panelView(panel, cell));
  if (columns === 1) return views;
  const rows = Array.from({ length: Math.ceil(views.length / columns) }, (_, row) =>
    views.slice(row * columns, (row + 1) * columns),
  );
  return rows.map((hconcat) => ({ hconcat, spacing: BETWEEN_PX }));
}

function panelView({ name, heightPx, layers }: GridPanel, cell: Cell): View {
  const { plotWidthPx, labelWidthPx } = cell;
  return {
    width: plotWidthPx,
    height: heightPx,
    title: panelTitle(name, plotWidthPx + labelWidthPx, labelWidthPx),
    layer: [leftEdge(labelWidthPx), edgeAt(plotWidthPx + RIGHT_PX - 1), edgeAt(0, -TOP_PX), ...layers(cell)],
    resolve: { scale: { x: 'shared', y: 'shared' } },
  };
}

/** Over a panel, at the left of its labels. */
export function panelTitle(name: string, widthPx: number, labelWidthPx: number) {
  const text = fitText(name, widthPx, FONT_SIZE.label, 'semibold');
  return { text, fontSize: FONT_SIZE.label, frame: 'group', anchor: 'start', dx: -labelWidthPx, offset: 6 } as const;
}
