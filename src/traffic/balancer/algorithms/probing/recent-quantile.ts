/** A quantile of the last so many small whole numbers. */
export class RecentQuantile {
  readonly #share: number;
  readonly #recent: Int32Array;
  /** How many of the recent ones have each value. */
  readonly #counts: number[] = [];
  #seen = 0;

  constructor(share: number, window: number) {
    this.#share = share;
    this.#recent = new Int32Array(window);
  }

  push(value: number): void {
    const place = this.#seen++ % this.#recent.length;
    if (this.#seen > this.#recent.length) this.#counts[this.#recent[place]!]!--;
    this.#recent[place] = value;
    while (this.#counts.length <= value) this.#counts.push(0);
    this.#counts[value]!++;
  }

  /** The least value that such a share of them does not exceed; 0 if there are none. */
  value(): number {
    const wanted = this.#share * Math.min(this.#seen, this.#recent.length);
    let below = 0;
    for (const [value, count] of this.#counts.entries()) {
      below += count;
      if (count > 0 && below >= wanted) return value;
    }
    return 0;
  }
}
