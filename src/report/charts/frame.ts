import type { TopLevelSpec } from 'vega-lite';
import type { AnyView, Layer } from './chart.ts';
import { wrapText } from './text-metrics.ts';
import { CONFIG, FONT_SIZE, NEUTRALS } from './theme.ts';

/** The outline of the legend's signs reaches so far beyond their place. */
const EDGE_PX = 2;
const NARROW_BELOW_PX = 500;

/** `captioned`: it stands alone as a file, with title, description and the key of its numbers. */
export interface Frame {
  readonly widthPx: number;
  readonly marginPx: { readonly left: number; readonly right: number };
  readonly captioned: boolean;
}

/** For the files of a chart. */
export const FILE_FRAME: Frame = { widthPx: 800, marginPx: { left: 20, right: 28 }, captioned: true };
/** For the page, which says title and description itself. */
export const WIDE_PAGE_FRAME: Frame = { widthPx: 880, marginPx: { left: 1, right: 4 }, captioned: false };
export const NARROW_PAGE_FRAME: Frame = { widthPx: 358, marginPx: { left: 1, right: 2 }, captioned: false };

/** What a chart says over itself. */
interface Captions {
  readonly title: string;
  readonly description: string;
}

/** The width that the views of a chart share, with all their labels. */
export function innerWidthPx({ widthPx, marginPx }: Frame): number {
  return widthPx - marginPx.left - marginPx.right;
}

/** Whether labels and legends must do with little room. */
export function isNarrow({ widthPx }: Frame): boolean {
  return widthPx < NARROW_BELOW_PX;
}

/** The spec of a chart: its views under each other, with the theme's space between them or another one. */
export function framedSpec(
  captions: Captions,
  views: readonly AnyView[],
  frame: Frame,
  spacingPx?: number,
): TopLevelSpec {
  const { left, right } = frame.marginPx;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    description: `${captions.title}. ${captions.description}`,
    ...(frame.captioned ? { title: caption(captions, frame) } : {}),
    padding: { left, right, top: frame.captioned ? 20 : 2, bottom: frame.captioned ? 20 : 4 },
    vconcat: [...views],
    ...(spacingPx === undefined ? {} : { spacing: spacingPx }),
    config: { ...CONFIG, background: frame.captioned ? NEUTRALS.ground.light : 'transparent' },
  };
}

function caption({ title, description }: Captions, frame: Frame) {
  const widthPx = innerWidthPx(frame);
  return {
    text: wrapText(title, widthPx, FONT_SIZE.title, 'semibold'),
    subtitle: wrapText(description, widthPx, FONT_SIZE.subtitle),
  };
}

/** Labels of a horizontal axis whose ticks are so near to its end stand beside their tick, or the edge would cut them. */
export const LABEL_FLUSH_PX = 20;

/** Nothing to see: it makes all charts of one width begin at the same place, however long their labels are. */
export function leftEdge(labelWidthPx: number): Layer {
  return edgeAt(-labelWidthPx - EDGE_PX);
}

/** Nothing to see: the view reaches from or to there. */
export function edgeAt(x: number, y = 0): Layer {
  return { data: { values: [{}] }, mark: { type: 'rect', opacity: 0, x, x2: x + 1, y, y2: y + 1 } };
}
