import { coarseBucketOf, coarseBuckets, coarseValueFromTop } from './coarse-buckets.ts';
import { rankOf } from './histogram.ts';
import { outcome, outcomeKinds } from './outcome.ts';

/** As the columns of latency.csv, with coarse percentiles. */
export interface CellColumns {
  readonly requests: number;
  readonly ok: number;
  readonly errors: number;
  readonly error_refused: number;
  readonly error_no_backend: number;
  readonly error_backlog: number;
  readonly error_timeout: number;
  readonly error_reset: number;
  readonly error_other: number;
  readonly mean_ms: number | null;
  readonly p50_ms: number | null;
  readonly p90_ms: number | null;
  readonly p99_ms: number | null;
  readonly max_ms: number | null;
}

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Outcomes, and the latencies of ok requests in coarse buckets: for what is kept for every combination of things. */
export class CellTally {
  readonly #outcomes = new Float64Array(outcomeKinds.length);
  readonly #counts = new Uint32Array(coarseBuckets);
  /** Sum and greatest. */
  readonly #ms = new Float64Array(2);

  get requests(): number {
    return this.#outcomes.reduce((sum, count) => sum + count, 0);
  }

  record(outcomeIndex: number, latencyMs: number): void {
    this.#outcomes[outcomeIndex]!++;
    if (outcomeIndex !== outcome.ok) return;
    const ms = this.#ms;
    ms[0]! += latencyMs;
    if (latencyMs > ms[1]!) ms[1] = latencyMs;
    float[0] = latencyMs;
    const bucket = coarseBucketOf(words[1]!);
    if (bucket >>> 0 < coarseBuckets) this.#counts[bucket]!++;
  }

  merge(other: CellTally): void {
    for (let i = 0; i < outcomeKinds.length; i++) this.#outcomes[i]! += other.#outcomes[i]!;
    for (let i = 0; i < coarseBuckets; i++) this.#counts[i]! += other.#counts[i]!;
    this.#ms[0]! += other.#ms[0]!;
    this.#ms[1] = Math.max(this.#ms[1]!, other.#ms[1]!);
  }

  clear(): void {
    this.#outcomes.fill(0);
    this.#counts.fill(0);
    this.#ms.fill(0);
  }

  columns(): CellColumns {
    const outcomes = this.#outcomes;
    const { requests } = this;
    const ok = outcomes[outcome.ok]!;
    const percentile = (share: number) =>
      ok === 0 ? null : Math.min(this.#ms[1]!, coarseValueFromTop(this.#counts, 0, 1 + ok - rankOf(share, ok)));
    return {
      requests,
      ok,
      errors: requests - ok,
      error_refused: outcomes[outcome.refused]!,
      error_no_backend: outcomes[outcome.noBackend]!,
      error_backlog: outcomes[outcome.backlog]!,
      error_timeout: outcomes[outcome.timeout]!,
      error_reset: outcomes[outcome.reset]!,
      error_other: outcomes[outcome.other]!,
      mean_ms: ok === 0 ? null : this.#ms[0]! / ok,
      p50_ms: percentile(0.5),
      p90_ms: percentile(0.9),
      p99_ms: percentile(0.99),
      max_ms: ok === 0 ? null : this.#ms[1]!,
    };
  }
}
