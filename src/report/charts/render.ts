import { renderAsync } from '@resvg/resvg-js';
import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { formatNumber } from '../tables/number-format.ts';
import { FONT_FILES } from './fonts.ts';
import { useFontMetricsInVega } from './text-metrics.ts';
import { FONT, FONT_STACK } from './theme.ts';

/** Two pixels of the PNG for one of the SVG: sharp on today's screens. */
const PNG_ZOOM = 2;

useFontMetricsInVega();

/**
 * Draws a Vega-Lite spec. The text depends on nothing but the spec and `idPrefix` (not on what was drawn before, nor on
 * the locale or time zone).
 *
 * @param idPrefix makes the ids within the SVG unlike those of other SVGs on one page.
 * @param widthPx  width of the SVG. Charts leave room at the right; what they do not need stays empty.
 */
export async function renderSvg(spec: TopLevelSpec, idPrefix: string, widthPx: number): Promise<string> {
  const compiled = compile(spec).spec;
  const view = new vega.View(vega.parse(compiled), { renderer: 'none', logger: vega.logger(vega.Error) });
  const svg = await view.toSVG();
  view.finalize();
  return atWidth(withShortNumbers(withOwnIds(svg, idPrefix)), widthPx)
    .replaceAll(`font-family="${FONT}"`, `font-family="${FONT_STACK}"`)
    .concat('\n');
}

export async function renderPng(svg: string): Promise<Buffer> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'zoom', value: PNG_ZOOM },
    font: { loadSystemFonts: false, fontFiles: Object.values(FONT_FILES), defaultFontFamily: FONT },
  });
  return image.asPng();
}

/** Vega numbers clip paths and gradients through the life of the process; number them anew, in order of appearance. */
function withOwnIds(svg: string, prefix: string): string {
  const names = new Map<string, string>();
  for (const [, id] of svg.matchAll(/ id="([^"]+)"/g)) {
    if (id !== undefined && !names.has(id)) names.set(id, `${prefix}-${names.size + 1}`);
  }
  return svg
    .replace(/ id="([^"]+)"/g, (_, id: string) => ` id="${names.get(id) ?? id}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${names.get(id) ?? id})`);
}

/** A thousandth of a pixel is enough; more digits are noise, and differ where a machine's logarithm does in its last bit. */
function withShortNumbers(svg: string): string {
  return svg.replace(/<[^>]*>/g, (tag) =>
    tag.replace(/ (d|transform|x2|y2)="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{4,}/g, (number) => formatNumber(Number(Number(number).toFixed(3)), 'number')),
    ),
  );
}

function atWidth(svg: string, widthPx: number): string {
  return svg.replace(
    /^(<svg[^>]*?) width="[\d.]+" height="([\d.]+)" viewBox="0 0 [\d.]+ [\d.]+"/,
    (_, head: string, height: string) => {
      const heightPx = Math.ceil(Number(height));
      return `${head} width="${widthPx}" height="${heightPx}" viewBox="0 0 ${widthPx} ${heightPx}"`;
    },
  );
}
