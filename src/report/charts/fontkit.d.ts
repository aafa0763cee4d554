declare module 'fontkit' {
  export interface Subset {
    /** @returns the glyph's number in the subset. */
    includeGlyph(glyph: number): number;
    /** The tables that drawing needs; not those that say which letter is which glyph. */
    encode(): Uint8Array;
  }
  /** The part of fontkit that measures text and cuts fonts. */
  export interface Font {
    readonly unitsPerEm: number;
    layout(text: string): { readonly advanceWidth: number };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { readonly id: number };
    createSubset(): Subset;
  }
  export function openSync(path: string): Font;
}
