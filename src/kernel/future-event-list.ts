import FastPriorityQueue from 'fastpriorityqueue';

/**
 * The events that are still to come, in the order in which they will fire: by time, and at the same time in the order
 * in which they were pushed. It holds slot numbers (small integers, each at most once at a time); what is to happen
 * is known to the owner of the slots.
 */
export interface FutureEventList {
  readonly size: number;
  /** The earliest slot, −1 if the list is empty. */
  peek(): number;
  /** The time of the earliest slot in ms, Infinity if the list is empty. */
  peekTimeMs(): number;
  /** Takes the earliest slot out if it is due until that instant, which is included; else −1, as if the list were empty. */
  pop(untilMs: number): number;
  /** When the slot that was taken out last was due: to be read before the next `push`. */
  readonly poppedMs: number;
  push(slot: number, timeMs: number): void;
}

/**
 * The future event list on `fastpriorityqueue`, over slot numbers: the keys lie in typed arrays, so that neither pushing
 * nor comparing allocates. The comparator answers a boolean, "a comes before b"; one that answers a number would be
 * silently wrong.
 */
export class FastPriorityQueueList implements FutureEventList {
  readonly #queue: FastPriorityQueue<number>;
  #timesMs = new Float64Array(1024);
  #sequence = new Float64Array(1024);
  #pushed = 0;
  #popped = 0;

  constructor() {
    this.#queue = new FastPriorityQueue<number>((a, b) => {
      const timeA = this.#timesMs[a]!;
      const timeB = this.#timesMs[b]!;
      return timeA < timeB || (timeA === timeB && this.#sequence[a]! < this.#sequence[b]!);
    });
  }

  get size(): number {
    return this.#queue.size;
  }

  peek(): number {
    return this.#queue.size === 0 ? -1 : this.#queue.peek()!;
  }

  peekTimeMs(): number {
    return this.#queue.size === 0 ? Number.POSITIVE_INFINITY : this.#timesMs[this.#queue.peek()!]!;
  }

  get poppedMs(): number {
    return this.#timesMs[this.#popped]!;
  }

  pop(untilMs: number): number {
    if (this.#queue.size === 0 || this.peekTimeMs() > untilMs) return -1;
    this.#popped = this.#queue.poll()!;
    return this.#popped;
  }

  push(slot: number, timeMs: number): void {
    if (slot >= this.#timesMs.length) this.#grow(slot);
    this.#timesMs[slot] = timeMs;
    this.#sequence[slot] = this.#pushed++;
    this.#queue.add(slot);
  }

  #grow(slot: number): void {
    this.#timesMs = grown(this.#timesMs, slot);
    this.#sequence = grown(this.#sequence, slot);
  }
}

/** A copy that is at least twice as long and has room for the index. */
export function grown(array: Float64Array, index: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(Math.max(2 * array.length, index + 1));
  longer.set(array);
  return longer;
}
