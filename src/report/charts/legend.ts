import type { Layout, LegendItem, View } from './chart.ts';
import { fitText, textWidth } from './text-metrics.ts';
import { FONT_SIZE, INK, NEUTRALS } from './theme.ts';

const LINE_PX = 18;
const SWATCH_PX = 10;
const GAP_PX = 6;
const BETWEEN_PX = 18;

interface Placed extends LegendItem {
  readonly x: number;
  readonly textX: number;
  readonly y: number;
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly angle: number;
}

/** The legend as a view of its own over the panels: it wraps at any width and starts at the chart's left edge. */
export function legendView(items: readonly LegendItem[], layout: Layout): View {
  const placed = place(items, layout);
  const at = { scale: null, axis: null } as const;
  return {
    width: layout.plotWidthPx,
    height: (placed.at(-1)?.y ?? 0) + LINE_PX / 2,
    data: { values: placed },
    layer: [
      {
        mark: { type: 'point', filled: true, size: SWATCH_PX * SWATCH_PX, strokeJoin: 'round' },
        encoding: {
          x: { field: 'x', type: 'quantitative', ...at },
          y: { field: 'y', type: 'quantitative', ...at },
          shape: { field: 'shape', type: 'nominal', scale: null },
          fill: { field: 'colour', type: 'nominal', scale: null },
          stroke: { field: 'stroke', type: 'nominal', scale: null },
          strokeWidth: { field: 'strokeWidth', type: 'quantitative', scale: null },
          opacity: { field: 'opacity', type: 'quantitative', scale: null },
          angle: { field: 'angle', type: 'quantitative', scale: null },
        },
      },
      {
        mark: { type: 'text', align: 'left', baseline: 'middle', fontSize: FONT_SIZE.label, color: INK },
        encoding: {
          x: { field: 'textX', type: 'quantitative', ...at },
          y: { field: 'y', type: 'quantitative', ...at },
          text: { field: 'label', type: 'nominal' },
        },
      },
    ],
  };
}

function place(items: readonly LegendItem[], layout: Layout): Placed[] {
  const left = -layout.labelWidthPx;
  const right = layout.plotWidthPx;
  let x = left;
  let y = LINE_PX / 2;
  return items.map((item) => {
    const label = fitText(item.label, right - left - SWATCH_PX - GAP_PX, FONT_SIZE.label);
    const width = SWATCH_PX + GAP_PX + textWidth(label, FONT_SIZE.label);
    if (x > left && x + width > right) {
      x = left;
      y += LINE_PX;
    }
    const placed = {
      ...item,
      label,
      x: x + SWATCH_PX / 2,
      textX: x + SWATCH_PX + GAP_PX,
      y,
      opacity: item.opacity ?? 1,
      stroke: item.shape === 'stroke' ? item.colour : NEUTRALS.axis.light,
      strokeWidth: item.shape === 'stroke' ? 2 : isPale(item.colour) ? 0.75 : 0,
      angle: item.shape === 'cross' ? 45 : 0,
    };
    x += width + BETWEEN_PX;
    return placed;
  });
}

/** The shades behind the data need an outline to be seen on the ground. */
function isPale(colour: string): boolean {
  return Object.values(NEUTRALS).some(({ light }) => light === colour);
}
