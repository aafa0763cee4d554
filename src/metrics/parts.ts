import { coarseBucketOf, coarseBuckets, coarseValueFromTop } from './coarse-buckets.ts';
import { rankOf } from './histogram.ts';

/** Where a request's time goes, in the order of its way. The parts of an ok request add up to its latency. */
export const partNames = ['retries', 'queue', 'connect', 'network', 'backlog', 'service', 'calls'] as const;
export type PartName = (typeof partNames)[number];
const partCount = partNames.length;

/** The indices, for code that runs per request. */
export const part = {
  retries: 0,
  queue: 1,
  connect: 2,
  network: 3,
  backlog: 4,
  service: 5,
  calls: 6,
} as const satisfies Record<PartName, number>;

/** The parts of one request, in ms. */
export class RequestParts {
  /** By index as in `part`. */
  readonly ms = new Float64Array(partCount);
  /** Their bits. */
  readonly words = new Uint32Array(this.ms.buffer);
}

/** A part over the ok requests, those that spent no time in it included. `null` where there is none. */
export interface PartColumns {
  readonly mean_ms: number | null;
  readonly p50_ms: number | null;
  readonly p99_ms: number | null;
}

/**
 * The parts of ok requests: exact sums, and counts in coarse buckets, because all are recorded for each request.
 */
export class PartTally {
  readonly #counts = new Uint32Array(partCount * coarseBuckets);
  readonly #sumsMs = new Float64Array(partCount);

  record({ ms, words }: RequestParts): void {
    const counts = this.#counts;
    const sumsMs = this.#sumsMs;
    for (let i = 0; i < partCount; i++) {
      const partMs = ms[i]!;
      // Most requests spend no time in most parts.
      if (!(partMs > 0)) continue;
      const bucket = coarseBucketOf(words[2 * i + 1]!);
      if (bucket >>> 0 < coarseBuckets) {
        counts[i * coarseBuckets + bucket]!++;
        sumsMs[i]! += partMs;
      }
    }
  }

  merge(other: PartTally): void {
    const counts = this.#counts;
    const others = other.#counts;
    other.#sumsMs.forEach((sumMs, i) => {
      if (sumMs === 0) return;
      this.#sumsMs[i]! += sumMs;
      for (let at = i * coarseBuckets; at < (i + 1) * coarseBuckets; at++) counts[at]! += others[at]!;
    });
  }

  clear(): void {
    this.#sumsMs.forEach((sumMs, i) => {
      if (sumMs > 0) this.#counts.fill(0, i * coarseBuckets, (i + 1) * coarseBuckets);
    });
    this.#sumsMs.fill(0);
  }

  /** Of so many ok requests. */
  columns(name: PartName, ok: number): PartColumns {
    if (ok === 0) return { mean_ms: null, p50_ms: null, p99_ms: null };
    const sumMs = this.#sumsMs[part[name]]!;
    if (sumMs === 0) return { mean_ms: 0, p50_ms: 0, p99_ms: 0 };
    const percentile = (share: number) =>
      coarseValueFromTop(this.#counts, part[name] * coarseBuckets, 1 + ok - rankOf(share, ok));
    return { mean_ms: sumMs / ok, p50_ms: percentile(0.5), p99_ms: percentile(0.99) };
  }
}
