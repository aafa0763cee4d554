declare module 'fontkit' {
  /** The part of fontkit that measures text. */
  export interface Font {
    readonly unitsPerEm: number;
    layout(text: string): { readonly advanceWidth: number };
  }
  export function openSync(path: string): Font;
}
