/** TCP entries that are closed stay in the table for so long (`tcp_timeouts`: FIN_WAIT, TIME_WAIT). */
const stayMs = 120_000;
const buckets = 31;
const bucketMs = stayMs / (buckets - 1);

/** How many connections were closed in the last two minutes, to within four seconds: counted in batches, without an event each. */
export class Lingering {
  readonly #counts = new Int32Array(buckets);
  #total = 0;
  #now = 0;

  add(nowMs: number): void {
    this.#advance(nowMs);
    this.#counts[this.#now % buckets]!++;
    this.#total++;
  }

  count(nowMs: number): number {
    this.#advance(nowMs);
    return this.#total;
  }

  #advance(nowMs: number): void {
    const now = Math.floor(nowMs / bucketMs);
    for (let bucket = Math.max(this.#now + 1, now - buckets + 1); bucket <= now; bucket++) {
      this.#total -= this.#counts[bucket % buckets]!;
      this.#counts[bucket % buckets] = 0;
    }
    if (now - this.#now >= buckets) this.#total = 0;
    this.#now = now;
  }
}
