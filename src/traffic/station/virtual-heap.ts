/**
 * Requests by the virtual time at which they finish, the earliest first; at equal times the one that was put in first.
 */
export class VirtualHeap {
  #keys = new Float64Array(16);
  #order = new Float64Array(16);
  #slots = new Int32Array(16);
  #size = 0;
  #pushed = 0;

  get size(): number {
    return this.#size;
  }

  /** Infinity if it is empty. */
  get firstKey(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#keys[0]!;
  }

  push(key: number, slot: number): void {
    if (this.#size === this.#keys.length) this.#grow();
    this.#lift(this.#size++, key, this.#pushed++, slot);
  }

  /** Takes the first out; it must not be empty. */
  pop(): number {
    const slot = this.#slots[0]!;
    this.#removeAt(0);
    return slot;
  }

  /** Takes that one out, wherever it stands, and answers its key: linear, for what is killed. */
  remove(slot: number): number {
    for (let place = 0; place < this.#size; place++) {
      if (this.#slots[place] === slot) {
        const key = this.#keys[place]!;
        this.#removeAt(place);
        return key;
      }
    }
    throw new RangeError(`the heap has no request ${slot}`);
  }

  clear(): void {
    this.#size = 0;
  }

  /** All, in no order that means anything. */
  *entries(): Iterable<{ key: number; slot: number }> {
    for (let place = 0; place < this.#size; place++) yield { key: this.#keys[place]!, slot: this.#slots[place]! };
  }

  #removeAt(place: number): void {
    const last = --this.#size;
    if (place === last) return;
    const key = this.#keys[last]!;
    const order = this.#order[last]!;
    const slot = this.#slots[last]!;
    let hole = place;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      if (child + 1 < last && this.#before(child + 1, child)) child++;
      if (key < this.#keys[child]! || (key === this.#keys[child]! && order < this.#order[child]!)) break;
      this.#move(child, hole);
      hole = child;
    }
    this.#lift(hole, key, order, slot);
  }

  #lift(place: number, key: number, order: number, slot: number): void {
    let hole = place;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = this.#keys[parent]!;
      if (above < key || (above === key && this.#order[parent]! < order)) break;
      this.#move(parent, hole);
      hole = parent;
    }
    this.#keys[hole] = key;
    this.#order[hole] = order;
    this.#slots[hole] = slot;
  }

  #before(a: number, b: number): boolean {
    const difference = this.#keys[a]! - this.#keys[b]!;
    return difference < 0 || (difference === 0 && this.#order[a]! < this.#order[b]!);
  }

  #move(from: number, to: number): void {
    this.#keys[to] = this.#keys[from]!;
    this.#order[to] = this.#order[from]!;
    this.#slots[to] = this.#slots[from]!;
  }

  #grow(): void {
    const length = 2 * this.#keys.length;
    const { keys, order, slots } = { keys: this.#keys, order: this.#order, slots: this.#slots };
    this.#keys = new Float64Array(length);
    this.#keys.set(keys);
    this.#order = new Float64Array(length);
    this.#order.set(order);
    this.#slots = new Int32Array(length);
    this.#slots.set(slots);
  }
}
