import type { Layout } from './chart.ts';
import { fitText } from './text-metrics.ts';
import { FONT_SIZE, INK } from './theme.ts';

/** Between a row's name and its row. */
export const LABEL_GAP_PX = 8;

/** A vertical axis of rows 0, 1, 2… from the top, each a unit high, with its name in the middle. */
export function rowAxis<F extends string>(field: F, names: readonly string[], layout: Layout) {
  const labels = names.map((name) => fitText(name, layout.labelWidthPx - LABEL_GAP_PX, FONT_SIZE.label));
  return {
    field,
    type: 'quantitative' as const,
    scale: { domain: [0, names.length], reverse: true, nice: false },
    axis: {
      values: names.map((_, index) => index + 0.5),
      labelExpr: `${JSON.stringify(labels)}[floor(datum.value)]`,
      labelPadding: LABEL_GAP_PX,
      labelColor: INK,
      labelOverlap: false,
      grid: false,
    },
  };
}
