import { Histogram, rankOf } from './histogram.ts';
import { outcome, outcomeKinds } from './outcome.ts';
import { type OutcomeColumns, outcomeColumns, totalOf } from './outcome-columns.ts';
import { type PartColumns, type PartName, PartTally, partNames } from './parts.ts';

/** How many requests ended how, and how long the good ones took: the columns of `latency.csv` and of the summary. */
export interface LatencyColumns extends OutcomeColumns {
  /** Latencies are over ok requests; `null` where there is none. */
  readonly mean_ms: number | null;
  readonly p50_ms: number | null;
  readonly p90_ms: number | null;
  readonly p95_ms: number | null;
  readonly p99_ms: number | null;
  readonly p999_ms: number | null;
  readonly max_ms: number | null;
}

/** Requests that ended in some stretch of time, by outcome, with the latencies of the ok ones and their parts. */
export class Tally {
  readonly latencies = new Histogram();
  readonly parts = new PartTally();
  readonly #counts = new Float64Array(outcomeKinds.length);

  get ok(): number {
    return this.#counts[outcome.ok]!;
  }

  get requests(): number {
    return totalOf(this.#counts);
  }

  get errors(): number {
    return this.requests - this.ok;
  }

  /** How many ended so; by the index of the outcome. */
  count(outcomeIndex: number): number {
    return this.#counts[outcomeIndex]!;
  }

  record(outcomeIndex: number, latencyMs: number): void {
    this.#counts[outcomeIndex]!++;
    if (outcomeIndex === outcome.ok) this.latencies.record(latencyMs);
  }

  merge(other: Tally): void {
    for (let i = 0; i < this.#counts.length; i++) this.#counts[i]! += other.#counts[i]!;
    this.latencies.merge(other.latencies);
    this.parts.merge(other.parts);
  }

  clear(): void {
    this.#counts.fill(0);
    this.latencies.clear();
    this.parts.clear();
  }

  /**
   * Percentile over all requests, a failed one counted as infinitely slow (else an outage would improve it): what
   * `expect` and promises mean. `share` is 0…1; `null` without requests.
   */
  percentileOfAll(share: number): number | null {
    const { requests } = this;
    return requests === 0 ? null : this.latencies.valueAtRank(rankOf(share, requests));
  }

  /** Where the time of the ok requests went. */
  partColumns(): Readonly<Record<PartName, PartColumns>> {
    const { ok, parts } = this;
    return Object.fromEntries(partNames.map((name) => [name, parts.columns(name, ok)])) as Record<
      PartName,
      PartColumns
    >;
  }

  columns(): LatencyColumns {
    const { latencies } = this;
    return {
      ...outcomeColumns(this.#counts),
      mean_ms: latencies.mean,
      p50_ms: latencies.percentile(0.5),
      p90_ms: latencies.percentile(0.9),
      p95_ms: latencies.percentile(0.95),
      p99_ms: latencies.percentile(0.99),
      p999_ms: latencies.percentile(0.999),
      max_ms: latencies.max,
    };
  }
}
