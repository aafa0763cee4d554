import { coarseBucketOf } from './coarse-buckets.ts';
import { CoarseCounts } from './coarse-counts.ts';
import { rankOf } from './histogram.ts';
import { outcome, outcomeKinds } from './outcome.ts';
import { outcomeColumns, totalOf } from './outcome-columns.ts';
import type { LatencyColumns } from './tally.ts';

/** As the columns of latency.csv, with coarse percentiles and fewer of them. */
export type CellColumns = Omit<LatencyColumns, 'p95_ms' | 'p999_ms'>;

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

/** Outcomes, and the latencies of ok requests in coarse buckets: for what is kept for every combination of things. */
export class CellTally {
  readonly #outcomes = new Float64Array(outcomeKinds.length);
  readonly #counts = new CoarseCounts();
  /** Sum and greatest. */
  readonly #ms = new Float64Array(2);

  get requests(): number {
    return totalOf(this.#outcomes);
  }

  record(outcomeIndex: number, latencyMs: number): void {
    this.#outcomes[outcomeIndex]!++;
    if (outcomeIndex !== outcome.ok) return;
    const ms = this.#ms;
    ms[0]! += latencyMs;
    if (latencyMs > ms[1]!) ms[1] = latencyMs;
    float[0] = latencyMs;
    this.#counts.add(coarseBucketOf(words[1]!));
  }

  merge(other: CellTally): void {
    for (let i = 0; i < outcomeKinds.length; i++) this.#outcomes[i]! += other.#outcomes[i]!;
    this.#counts.merge(other.#counts);
    this.#ms[0]! += other.#ms[0]!;
    this.#ms[1] = Math.max(this.#ms[1]!, other.#ms[1]!);
  }

  clear(): void {
    this.#outcomes.fill(0);
    this.#counts.clear();
    this.#ms.fill(0);
  }

  columns(): CellColumns {
    const outcomes = outcomeColumns(this.#outcomes);
    const { ok } = outcomes;
    const percentile = (share: number) =>
      ok === 0 ? null : Math.min(this.#ms[1]!, this.#counts.valueFromTop(1 + ok - rankOf(share, ok)));
    return {
      ...outcomes,
      mean_ms: ok === 0 ? null : this.#ms[0]! / ok,
      p50_ms: percentile(0.5),
      p90_ms: percentile(0.9),
      p99_ms: percentile(0.99),
      max_ms: ok === 0 ? null : this.#ms[1]!,
    };
  }
}
