import type { RateCurve } from './rate-curve.ts';

/** From `atMs` to the next piece's begin the rate goes straight from `perMs` to `endPerMs`; the last one goes on for ever. */
export interface RatePiece {
  readonly atMs: number;
  readonly perMs: number;
  readonly endPerMs: number;
}

/** Steps and ramps. Before the first piece the rate is what it begins with. */
export class PiecewiseCurve implements RateCurve {
  readonly #pieces: readonly RatePiece[];
  readonly #beginMs: number;
  #index = 0;
  /** Where the piece in use begins, with what rate and after how many requests. */
  #fromMs: number;
  #fromPerMs: number;
  #fromCount = 0;

  constructor(pieces: readonly RatePiece[], fromMs: number) {
    this.#pieces = pieces;
    this.#beginMs = fromMs;
    while ((pieces[this.#index + 1]?.atMs ?? Number.POSITIVE_INFINITY) <= fromMs) this.#index++;
    const piece = pieces[this.#index];
    if (piece === undefined) throw new RangeError('a rate that changes needs at least one point');
    this.#fromMs = fromMs;
    this.#fromPerMs = fromMs <= piece.atMs ? piece.perMs : piece.perMs + this.#slope() * (fromMs - piece.atMs);
  }

  timeAt(expectedCount: number): number {
    for (;;) {
      const slope = this.#slope();
      const toMs = this.#toMs();
      const lengthMs = toMs - this.#fromMs;
      const piece = this.#pieces[this.#index]!;
      const inside = toMs === Number.POSITIVE_INFINITY ? 0 : ((this.#fromPerMs + piece.endPerMs) / 2) * lengthMs;
      const wanted = expectedCount - this.#fromCount;
      if (toMs === Number.POSITIVE_INFINITY || wanted <= inside)
        return this.#fromMs + crossing(wanted, this.#fromPerMs, slope);
      this.#fromCount += inside;
      this.#fromMs = toMs;
      this.#index++;
      this.#fromPerMs = this.#pieces[this.#index]!.perMs;
    }
  }

  get endsMs(): number {
    const { atMs, perMs } = this.#pieces.at(-1)!;
    return perMs > 0 ? Number.POSITIVE_INFINITY : atMs;
  }

  countAt(timeMs: number): number {
    return this.#pieces.reduce((count, piece, index) => {
      const endMs = this.#pieces[index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
      // Before the first piece the rate is what it begins with.
      const beginMs = index === 0 ? Number.NEGATIVE_INFINITY : piece.atMs;
      const fromMs = Math.max(beginMs, this.#beginMs);
      const toMs = Math.min(endMs, timeMs);
      return toMs > fromMs
        ? count + ((rateIn(piece, endMs, fromMs) + rateIn(piece, endMs, toMs)) / 2) * (toMs - fromMs)
        : count;
    }, 0);
  }

  #toMs(): number {
    return this.#pieces[this.#index + 1]?.atMs ?? Number.POSITIVE_INFINITY;
  }

  /** Change of the rate per ms in the piece in use. */
  #slope(): number {
    const piece = this.#pieces[this.#index]!;
    const toMs = this.#toMs();
    return toMs === Number.POSITIVE_INFINITY ? 0 : (piece.endPerMs - piece.perMs) / (toMs - piece.atMs);
  }
}

/** The rate of a piece that ends then, at an instant of it or before it. */
function rateIn({ atMs, perMs, endPerMs }: RatePiece, endMs: number, timeMs: number): number {
  if (endMs === Number.POSITIVE_INFINITY || timeMs <= atMs) return perMs;
  return perMs + ((endPerMs - perMs) * (timeMs - atMs)) / (endMs - atMs);
}

/** When rate·t + slope·t²/2 reaches the wanted count; Infinity if never. */
function crossing(wanted: number, rate: number, slope: number): number {
  if (wanted <= 0) return 0;
  if (slope === 0) return rate > 0 ? wanted / rate : Number.POSITIVE_INFINITY;
  // The form of the root that does not subtract nearly equal numbers.
  return (2 * wanted) / (rate + Math.sqrt(Math.max(0, rate * rate + 2 * slope * wanted)));
}
