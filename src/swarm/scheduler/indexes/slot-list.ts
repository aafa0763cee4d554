import { bitsIn, type SlotSet } from './slot-set.ts';

/** The slots of a set, round from one of them, as a list of which any item is found in log time. It copies the set. */
export class SlotList {
  readonly length: number;
  readonly #words: Int32Array;
  /** How many slots are in the words before each. */
  readonly #before: Int32Array;
  readonly #beforeStart: number;

  constructor({ words }: SlotSet, start: number) {
    this.#words = words.slice();
    this.#before = new Int32Array(words.length);
    let length = 0;
    for (let w = 0; w < words.length; w++) {
      this.#before[w] = length;
      length += bitsIn(words[w]!);
    }
    this.length = length;
    const first = start >>> 5;
    this.#beforeStart = this.#before[first]! + bitsIn(words[first]! & ((1 << (start & 31)) - 1));
  }

  /** The slot at an index from 0 to length − 1. */
  at(index: number): number {
    const nth = (index + this.#beforeStart) % this.length;
    const w = this.#wordOf(nth);
    let word = this.#words[w]!;
    for (let left = nth - this.#before[w]!; left > 0; left--) word &= word - 1;
    return (w << 5) + 31 - Math.clz32(word & -word);
  }

  /** The last word before which there are no more than so many. */
  #wordOf(nth: number): number {
    let [low, high] = [0, this.#before.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.#before[middle]! <= nth) low = middle;
      else high = middle;
    }
    return low;
  }
}
