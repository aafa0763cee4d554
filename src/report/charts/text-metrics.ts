import * as fontkit from 'fontkit';
import * as vega from 'vega';
import { FONT_FILES } from './fonts.ts';

type Weight = keyof typeof FONT_FILES;

const fonts = new Map<Weight, fontkit.Font>();
/** Width in em by weight and text: the same labels come in every chart. */
const widths = new Map<string, number>();

/** Width in px of a text in the charts' font. Measured from the font itself: the same on every machine. */
export function textWidth(text: string, sizePx: number, weight: Weight = 'regular'): number {
  const key = `${weight} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    const font = fontOf(weight);
    width = font.layout(text).advanceWidth / font.unitsPerEm;
    widths.set(key, width);
  }
  return width * sizePx;
}

/** Cuts a text so that it is at most so wide, with `…` in place of what is missing. */
export function fitText(text: string, widthPx: number, sizePx: number, weight: Weight = 'regular'): string {
  if (textWidth(text, sizePx, weight) <= widthPx) return text;
  const letters = [...text];
  let low = 0;
  let high = letters.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const cut = `${letters.slice(0, middle).join('').trimEnd()}…`;
    if (textWidth(cut, sizePx, weight) <= widthPx) low = middle;
    else high = middle - 1;
  }
  return `${letters.slice(0, low).join('').trimEnd()}…`;
}

/** Breaks a text at spaces into lines of at most this width. */
export function wrapText(text: string, widthPx: number, sizePx: number, weight: Weight = 'regular'): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && textWidth(longer, sizePx, weight) <= widthPx) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

interface TextItem {
  readonly text?: unknown;
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** Vega without a canvas guesses 0.8 em a letter; with this it measures. Its types do not know the setting. */
export function useFontMetricsInVega(): void {
  const { textMetrics } = vega as unknown as { textMetrics: { width: (item: TextItem, text?: unknown) => number } };
  textMetrics.width = (item, text = item.text) => {
    const heavy = item.fontWeight === 'bold' || Number(item.fontWeight ?? 400) >= 600;
    return textWidth(String(text ?? ''), item.fontSize ?? 11, heavy ? 'semibold' : 'regular');
  };
}

function fontOf(weight: Weight): fontkit.Font {
  let font = fonts.get(weight);
  if (font === undefined) {
    font = fontkit.openSync(FONT_FILES[weight]);
    fonts.set(weight, font);
  }
  return font;
}
