import { type FutureEventList, grown } from './future-event-list.ts';

/**
 * The future event list as a binary heap of our own: keys in a Float64Array beside the slots, so that a comparison
 * reads neighbouring memory.
 *
 * What `pop` takes leaves a hole at the root, which the next `push` fills: an event that fires most often schedules another
 * one, and that one then sinks from the top instead of rising from the bottom, while the displaced last entry stays
 * where it is. Whoever looks at the list before that has the hole filled from the end.
 */
export class TypedHeapList implements FutureEventList {
  #timesMs = new Float64Array(1024);
  #slots = new Uint32Array(1024);
  /** By slot, not by place in the heap: it is read only when two times are equal. */
  #sequence = new Float64Array(1024);
  /** Entries, the hole counted. */
  #length = 0;
  #hole = false;
  #pushed = 0;
  #poppedMs = 0;

  get size(): number {
    return this.#hole ? this.#length - 1 : this.#length;
  }

  peek(): number {
    if (this.#hole) this.#close();
    return this.#length === 0 ? -1 : this.#slots[0]!;
  }

  peekTimeMs(): number {
    if (this.#hole) this.#close();
    return this.#length === 0 ? Number.POSITIVE_INFINITY : this.#timesMs[0]!;
  }

  push(slot: number, timeMs: number): void {
    if (slot >= this.#sequence.length) this.#sequence = grown(this.#sequence, slot);
    this.#sequence[slot] = this.#pushed++;
    if (this.#hole) {
      this.#hole = false;
      this.#sink(timeMs, slot);
      return;
    }
    if (this.#length >= this.#timesMs.length) this.#growHeap();
    this.#lift(this.#length++, timeMs, slot);
  }

  get poppedMs(): number {
    return this.#poppedMs;
  }

  pop(untilMs: number): number {
    if (this.#hole) this.#close();
    if (this.#length === 0 || this.#timesMs[0]! > untilMs) return -1;
    this.#hole = true;
    this.#poppedMs = this.#timesMs[0]!;
    return this.#slots[0]!;
  }

  /** Fills the hole with the last entry: down to a leaf without a look at it, as it nearly always belongs near the bottom, and up again. */
  #close(): void {
    this.#hole = false;
    const times = this.#timesMs;
    const slots = this.#slots;
    const last = --this.#length;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= last) break;
      // The right child of the last parent may be the entry that is to be moved: choosing it is harmless, as `#lift` then
      // finds it no better than its parent.
      child += this.#rightIsFirst(times, slots, child);
      times[hole] = times[child]!;
      slots[hole] = slots[child]!;
      hole = child;
    }
    if (hole !== last) this.#lift(hole, times[last]!, slots[last]!);
  }

  /** Puts a new entry into the hole at the root, or below it where it comes later than its descendants. It came last of all, so its turn is after equal ones'. */
  #sink(timeMs: number, slot: number): void {
    const times = this.#timesMs;
    const slots = this.#slots;
    const length = this.#length;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= length) break;
      if (child + 1 < length) child += this.#rightIsFirst(times, slots, child);
      const below = times[child]!;
      if (below > timeMs) break;
      times[hole] = below;
      slots[hole] = slots[child]!;
      hole = child;
    }
    times[hole] = timeMs;
    slots[hole] = slot;
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

  /** 1 if the right one of two siblings comes first, else 0. */
  #rightIsFirst(times: Float64Array, slots: Uint32Array, left: number): number {
    const leftMs = times[left]!;
    const rightMs = times[left + 1]!;
    if (rightMs === leftMs) return this.#sequence[slots[left + 1]!]! < this.#sequence[slots[left]!]! ? 1 : 0;
    // No branch: which of two comes first is anybody's guess, a processor's too.
    return +(rightMs < leftMs);
  }

  #growHeap(): void {
    this.#timesMs = grown(this.#timesMs, this.#length);
    const slots = new Uint32Array(this.#timesMs.length);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
