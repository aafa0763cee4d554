const none = -1;

/**
 * Which slots have changed, the latest first and each once: whoever keeps something by slot asks, when it is needed, for what
 * has changed since the last time. Noting a change costs the same however many keep something.
 */
export class RecentChanges {
  /** Number of changes noted so far. */
  clock = 0;
  /** The slot's last change, as the clock had it; 0 = never. */
  readonly #at: Float64Array;
  readonly #earlier: Int32Array;
  readonly #later: Int32Array;
  #latest = none;

  constructor(capacity: number) {
    this.#at = new Float64Array(capacity);
    this.#earlier = new Int32Array(capacity).fill(none);
    this.#later = new Int32Array(capacity).fill(none);
  }

  note(slot: number): void {
    this.#at[slot] = ++this.clock;
    if (this.#latest === slot) return;
    const earlier = this.#earlier[slot]!;
    const later = this.#later[slot]!;
    if (later !== none) this.#earlier[later] = earlier;
    if (earlier !== none) this.#later[earlier] = later;
    this.#earlier[slot] = this.#latest;
    this.#later[slot] = none;
    if (this.#latest !== none) this.#later[this.#latest] = slot;
    this.#latest = slot;
  }

  /** Visits what has changed since the clock stood there, the latest first. */
  visitSince(clock: number, visit: (slot: number) => void): void {
    for (let slot = this.#latest; slot !== none && this.#at[slot]! > clock; slot = this.#earlier[slot]!) visit(slot);
  }
}
