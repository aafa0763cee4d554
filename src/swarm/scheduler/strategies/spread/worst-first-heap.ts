/**
 * A binary heap whose root is the worst item, sifted as Go's `container/heap` does it: which of equal items comes out
 * first is part of what SwarmKit does.
 */
export class WorstFirstHeap<T> {
  readonly items: T[];
  readonly #isBetter: (a: T, b: T) => boolean;

  /** Takes the array over, and makes it a heap if it is not empty. */
  constructor(items: T[], isBetter: (a: T, b: T) => boolean) {
    this.items = items;
    this.#isBetter = isBetter;
    for (let i = (items.length >>> 1) - 1; i >= 0; i--) this.#down(i, items.length);
  }

  get worst(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    let i = this.items.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >>> 1;
      if (!this.#isBetter(this.items[parent]!, this.items[i]!)) break;
      this.#swap(parent, i);
      i = parent;
    }
  }

  replaceWorst(item: T): void {
    this.items[0] = item;
    this.#down(0, this.items.length);
  }

  /** Empties the heap in place; the array is then in order, best first. */
  drain(): T[] {
    for (let last = this.items.length - 1; last > 0; last--) {
      this.#swap(0, last);
      this.#down(0, last);
    }
    return this.items;
  }

  #down(from: number, length: number): void {
    let i = from;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) return;
      if (child + 1 < length && this.#isBetter(this.items[child]!, this.items[child + 1]!)) child++;
      if (!this.#isBetter(this.items[i]!, this.items[child]!)) return;
      this.#swap(i, child);
      i = child;
    }
  }

  #swap(i: number, j: number): void {
    const item = this.items[i]!;
    this.items[i] = this.items[j]!;
    this.items[j] = item;
  }
}
