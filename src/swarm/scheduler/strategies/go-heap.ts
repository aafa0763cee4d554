/**
 * A binary heap, sifted as Go's `container/heap` does it: which of equal items comes out first is part of what SwarmKit
 * does. The root is an item that sinks below no other.
 */
export class GoHeap<T> {
  readonly items: T[];
  readonly #sinks: (a: T, b: T) => boolean;

  /** Takes the array over, and makes it a heap if it is not empty. `sinks` = whether `a` belongs below `b`. */
  constructor(items: T[], sinks: (a: T, b: T) => boolean) {
    this.items = items;
    this.#sinks = sinks;
    for (let i = (items.length >>> 1) - 1; i >= 0; i--) this.#down(i, items.length);
  }

  get root(): T | undefined {
    return this.items[0];
  }

  push(item: T): void {
    let i = this.items.push(item) - 1;
    while (i > 0) {
      const parent = (i - 1) >>> 1;
      if (!this.#sinks(this.items[parent]!, this.items[i]!)) break;
      this.#swap(parent, i);
      i = parent;
    }
  }

  replaceRoot(item: T): void {
    this.items[0] = item;
    this.#down(0, this.items.length);
  }

  removeRoot(): void {
    const last = this.items.pop();
    if (last !== undefined && this.items.length > 0) this.replaceRoot(last);
  }

  /** Empties the heap in place; the array is then in order, the root last. */
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
      if (child + 1 < length && this.#sinks(this.items[child]!, this.items[child + 1]!)) child++;
      if (!this.#sinks(this.items[i]!, this.items[child]!)) return;
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
