import { type FutureEventList, grown } from './future-event-list.ts';

/**
 * The future event list as a binary heap of our own: keys in a Float64Array beside the slots, so that a comparison
 * reads neighbouring memory. `pop` moves the hole down to a leaf without looking at the displaced last entry (it nearly
 * always belongs near the bottom) and then lifts that entry.
 */
export class TypedHeapList implements FutureEventList {
  #timesMs = new Float64Array(1024);
  #slots = new Uint32Array(1024);
  /** By slot, not by place in the heap: it is read only when two times are equal. */
  #sequence = new Float64Array(1024);
  #size = 0;
  #pushed = 0;

  get size(): number {
    return this.#size;
  }

  peek(): number {
    return this.#size === 0 ? -1 : this.#slots[0]!;
  }

  peekTimeMs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#timesMs[0]!;
  }

  push(slot: number, timeMs: number): void {
    if (this.#size >= this.#timesMs.length) this.#growHeap();
    if (slot >= this.#sequence.length) this.#sequence = grown(this.#sequence, slot);
    this.#sequence[slot] = this.#pushed++;
    this.#lift(this.#size++, timeMs, slot);
  }

  pop(): number {
    if (this.#size === 0) return -1;
    const times = this.#timesMs;
    const slots = this.#slots;
    const first = slots[0]!;
    const last = --this.#size;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      const left = times[child]!;
      const right = times[child + 1]!;
      // The right child of the last parent may be the entry that is to be moved: choosing it is harmless, as `#lift` then
      // finds it no better than its parent.
      if (right < left || (right === left && this.#sequence[slots[child + 1]!]! < this.#sequence[slots[child]!]!)) {
        child++;
      }
      times[hole] = times[child]!;
      slots[hole] = slots[child]!;
      hole = child;
    }
    if (hole !== last) this.#lift(hole, times[last]!, slots[last]!);
    return first;
  }

  /** Puts an entry into the hole, or above it where it comes earlier than its ancestors. */
  #lift(place: number, timeMs: number, slot: number): void {
    const times = this.#timesMs;
    const slots = this.#slots;
    let hole = place;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      const above = times[parent]!;
      if (above < timeMs || (above === timeMs && this.#sequence[slots[parent]!]! <= this.#sequence[slot]!)) break;
      times[hole] = above;
      slots[hole] = slots[parent]!;
      hole = parent;
    }
    times[hole] = timeMs;
    slots[hole] = slot;
  }

  #growHeap(): void {
    this.#timesMs = grown(this.#timesMs, this.#size);
    const slots = new Uint32Array(this.#timesMs.length);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
