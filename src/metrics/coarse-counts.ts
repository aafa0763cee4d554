import { bucketsOfOctave, coarseBuckets, coarseValue } from './coarse-buckets.ts';

/**
 * Counts in coarse buckets, as many octaves of them as have been met: latencies at one place lie within a few octaves, so that it
 * takes about 1 KiB instead of 8.
 */
export class CoarseCounts {
  #counts = new Uint32Array(0);
  /** The bucket of the first count: where an octave begins. */
  #first = 0;

  /** One more in a bucket; beyond all of them (below 0 or from `coarseBuckets` on) it is not counted. */
  add(bucket: number): void {
    if (bucket >>> 0 >= coarseBuckets) return;
    const at = bucket - this.#first;
    if (at >>> 0 < this.#counts.length) this.#counts[at]!++;
    else {
      this.#cover(bucket, bucket + 1);
      this.#counts[bucket - this.#first]!++;
    }
  }

  merge(other: CoarseCounts): void {
    const counts = other.#counts;
    if (counts.length === 0) return;
    this.#cover(other.#first, other.#first + counts.length);
    const shift = other.#first - this.#first;
    for (let i = 0; i < counts.length; i++) this.#counts[i + shift]! += counts[i]!;
  }

  clear(): void {
    this.#counts.fill(0);
  }

  /** What stands for the rank-th greatest value; beyond those that were counted all are 0. */
  valueFromTop(rank: number): number {
    let at = this.#counts.length;
    for (let seen = 0; seen < rank; ) {
      if (at === 0) return 0;
      seen += this.#counts[--at]!;
    }
    return coarseValue(at + this.#first);
  }

  /** Has counts for the buckets from `from` until before `to`. */
  #cover(from: number, to: number): void {
    const isEmpty = this.#counts.length === 0;
    const last = this.#first + this.#counts.length;
    if (!isEmpty && from >= this.#first && to <= last) return;
    const first = octaveAt(isEmpty ? from : Math.min(this.#first, from));
    const end = octaveAt((isEmpty ? to : Math.max(last, to)) + bucketsOfOctave - 1);
    const counts = new Uint32Array(end - first);
    if (!isEmpty) counts.set(this.#counts, this.#first - first);
    this.#counts = counts;
    this.#first = first;
  }
}

function octaveAt(bucket: number): number {
  return bucket - (bucket % bucketsOfOctave);
}
