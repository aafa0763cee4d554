import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fontkit from 'fontkit';
import { afterAll, describe, expect, it } from 'vitest';
import { FONT_FILES } from '../charts/fonts.ts';
import { subsetFont } from './subset-font.ts';

const folder = mkdtempSync(join(tmpdir(), 'subset-font-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('subsetFont', () => {
  it('is a font with the letters of the text, as wide as in the whole font, and no others', () => {
    const path = join(folder, 'subset.ttf');
    writeFileSync(path, subsetFont(FONT_FILES.regular, 'Mühle – ✓ 7%'));
    const whole = fontkit.openSync(FONT_FILES.regular);
    const subset = fontkit.openSync(path);
    for (const letter of 'Mühle–✓7%') {
      const codePoint = letter.codePointAt(0) ?? 0;
      expect(subset.hasGlyphForCodePoint(codePoint), letter).toBe(true);
      expect(subset.layout(letter).advanceWidth, letter).toBe(whole.layout(letter).advanceWidth);
    }
    expect(subset.hasGlyphForCodePoint('x'.charCodeAt(0))).toBe(false);
  });

  it('is small, and the same for the same letters in any order', () => {
    const font = subsetFont(FONT_FILES.regular, 'abcdefgh');
    expect(font.length).toBeLessThan(20_000);
    expect(subsetFont(FONT_FILES.regular, 'hgfedcbaabc').equals(font)).toBe(true);
  });

  it('does without letters that the font does not have', () => {
    expect(() => subsetFont(FONT_FILES.regular, '日本 a')).not.toThrow();
  });
});
