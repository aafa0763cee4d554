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

const sumMs = outcomeKinds.length;
const maxMs = sumMs + 1;

/** Outcomes, and the latencies of ok requests in coarse buckets: for what is kept for every combination of things. */
export class CellTally {
  /** Counts by the index of the outcome, then the sum of the latencies and the greatest: one array, as it is touched for each request. */
  readonly #numbers = new Float64Array(outcomeKinds.length + 2);
  readonly #counts = new CoarseCounts();

  get requests(): number {
    return totalOf(this.#numbers);
  }

  record(outcomeIndex: number, latencyMs: number): void {
    const numbers = this.#numbers;
    numbers[outcomeIndex]!++;
    if (outcomeIndex !== outcome.ok) return;
    numbers[sumMs]! += latencyMs;
    if (latencyMs > numbers[maxMs]!) numbers[maxMs] = latencyMs;
    float[0] = latencyMs;
    this.#counts.add(coarseBucketOf(words[1]!));
  }

  merge(other: CellTally): void {
    for (let i = 0; i <= sumMs; i++) this.#numbers[i]! += other.#numbers[i]!;
    this.#numbers[maxMs] = Math.max(this.#numbers[maxMs]!, other.#numbers[maxMs]!);
    this.#counts.merge(other.#counts);
  }

  clear(): void {
    this.#numbers.fill(0);
    this.#counts.clear();
  }

  columns(): CellColumns {
    const outcomes = outcomeColumns(this.#numbers);
    const { ok } = outcomes;
    const percentile = (share: number) =>
      ok === 0 ? null : Math.min(this.#numbers[maxMs]!, this.#counts.valueFromTop(1 + ok - rankOf(share, ok)));
    return {
      ...outcomes,
      mean_ms: ok === 0 ? null : this.#numbers[sumMs]! / ok,
      p50_ms: percentile(0.5),
      p90_ms: percentile(0.9),
      p99_ms: percentile(0.99),
      max_ms: ok === 0 ? null : this.#numbers[maxMs]!,
    };
  }
}
