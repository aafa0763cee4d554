import { describe, expect, it } from 'vitest';
import { renderPng, renderSvg } from './render.ts';
import { textWidth } from './text-metrics.ts';
import { CONFIG } from './theme.ts';

const label = 'a label that is rather long';

/** With a clip path, which has an id, and one label at the left. */
const spec = {
  config: CONFIG,
  data: { values: [{ x: 1 / 3, y: label }] },
  width: 200,
  height: 20,
  mark: { type: 'point' as const, clip: true },
  encoding: { x: { field: 'x', type: 'quantitative' as const }, y: { field: 'y', type: 'nominal' as const } },
};

describe('renderSvg', () => {
  it('gives clip paths ids of their own, the same each time', async () => {
    const first = await renderSvg(spec, 'one', 400);
    expect([...first.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)).toEqual(['one-1']);
    expect(first).toContain('url(#one-1)');
    expect(await renderSvg(spec, 'one', 400)).toBe(first);
    expect(await renderSvg(spec, 'two', 400)).toContain('url(#two-1)');
  });

  it('makes as much room for labels as they need in the font', async () => {
    const svg = await renderSvg(spec, 'one', 400);
    const [, left] = svg.match(/transform="translate\((\d+(?:\.\d+)?),/) ?? [];
    expect(Math.abs(Number(left) - 10 - 6 - textWidth(label, 11))).toBeLessThan(2);
  });

  it('has the width that was asked for and no digits beyond the thousandth of a pixel', async () => {
    const svg = await renderSvg(spec, 'one', 400);
    expect(svg).toMatch(/^<svg[^>]* width="400" height="\d+" viewBox="0 0 400 \d+"/);
    expect(svg).not.toMatch(/ (?:d|transform)="[^"]*\.\d{4}/);
  });
});

describe('renderPng', () => {
  it('draws the text too: in the bundled font, without fonts of the machine', async () => {
    const svg = await renderSvg(spec, 'one', 400);
    const png = await renderPng(svg);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(png.readUInt32BE(16)).toBe(800);
    const withoutText = await renderPng(svg.replace(label, ''));
    expect(png.length).toBeGreaterThan(withoutText.length + 500);
  });
});
