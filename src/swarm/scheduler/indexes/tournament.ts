import { lowerBound } from './lower-bound.ts';
import type { SlotSet } from './slot-set.ts';

const nobody = -1;

/** How slots compare now. */
export interface Contest {
  takesPart(slot: number): boolean;
  /** Below 0 = `a` is better. */
  compare(a: number, b: number): number;
}

/**
 * Finds the best of some slots, of equal ones the first in a round, without comparing them all: in a binary tree over the slots each inner
 * place has the better one of the two below it. A slot that has changed plays its matches again: log of all slots.
 */
export class Tournament {
  readonly #slots: readonly number[];
  readonly #contest: Contest;
  /** Number of leaves: a power of two. */
  readonly #width: number;
  /** The root at 1, the children of i at 2i and 2i + 1; an index of {@link #slots} or nobody. */
  readonly #tree: Int32Array;

  /** `slots`: ascending. */
  constructor(slots: readonly number[], contest: Contest) {
    this.#slots = slots;
    this.#contest = contest;
    let width = 1;
    while (width < slots.length) width *= 2;
    this.#width = width;
    this.#tree = new Int32Array(2 * width).fill(nobody);
    for (let i = 0; i < slots.length; i++) if (contest.takesPart(slots[i]!)) this.#tree[width + i] = i;
    for (let at = width - 1; at > 0; at--) this.#tree[at] = this.#better(this.#tree[2 * at]!, this.#tree[2 * at + 1]!);
  }

  /** The slot is another than it was in the contest's eyes. */
  changed(slot: number): void {
    const index = lowerBound(this.#slots, slot);
    let at = this.#width + index;
    this.#tree[at] = this.#contest.takesPart(slot) ? index : nobody;
    for (at >>>= 1; at > 0; at >>>= 1) {
      const before = this.#tree[at]!;
      const winner = this.#better(this.#tree[2 * at]!, this.#tree[2 * at + 1]!);
      this.#tree[at] = winner;
      // Higher up nobody has met this slot, nor does now.
      if (winner === before && winner !== index) return;
    }
  }

  /** The best slot that is not in `without`, of equal ones the first in a round from `start`; `null` = there is none. */
  best(start: number, without: SlotSet): number | null {
    const from = lowerBound(this.#slots, start);
    const later = this.#bestOf(1, 0, this.#width, from, this.#width, without);
    const winner = this.#better(later, this.#bestOf(1, 0, this.#width, 0, from, without));
    return winner === nobody ? null : this.#slots[winner]!;
  }

  /** Of the indexes that are below a place of the tree (`low` to before `high`) and within `from` to before `to`. */
  #bestOf(at: number, low: number, high: number, from: number, to: number, without: SlotSet): number {
    const winner = this.#tree[at]!;
    if (winner === nobody || high <= from || to <= low) return nobody;
    if (winner >= from && winner < to && !without.has(this.#slots[winner]!)) return winner;
    if (high - low === 1) return nobody;
    const middle = (low + high) >>> 1;
    const left = this.#bestOf(2 * at, low, middle, from, to, without);
    return this.#better(left, this.#bestOf(2 * at + 1, middle, high, from, to, without));
  }

  /** Of two indexes: the first one unless the second is better. */
  #better(first: number, second: number): number {
    if (second === nobody) return first;
    if (first === nobody) return second;
    return this.#contest.compare(this.#slots[second]!, this.#slots[first]!) < 0 ? second : first;
  }
}
