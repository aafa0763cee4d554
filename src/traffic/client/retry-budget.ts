const windowMs = 10_000;
const buckets = 10;
const bucketMs = windowMs / buckets;

/**
 * Allows retries as a share of the requests of the last ten seconds, so that they cannot multiply the load of a service that is
 * down already. Source: Finagle's `RetryBudget` (twitter.github.io/finagle, ttl 10 s), without its minimum per second.
 */
export class RetryBudget {
  readonly #share: number;
  /** What each of the last seconds has earned, less what was spent in it. */
  readonly #tokens = new Float64Array(buckets);
  #bucket = 0;

  constructor(share: number) {
    this.#share = share;
  }

  /** A request leaves for the first time. */
  deposit(nowMs: number): void {
    this.#advance(nowMs);
    this.#tokens[this.#bucket % buckets]! += this.#share;
  }

  /** Whether one more retry is allowed; it is spent then. */
  withdraw(nowMs: number): boolean {
    this.#advance(nowMs);
    let balance = 0;
    for (const tokens of this.#tokens) balance += tokens;
    if (balance < 1 - rounding) return false;
    this.#tokens[this.#bucket % buckets]! -= 1;
    return true;
  }

  #advance(nowMs: number): void {
    const now = Math.floor(nowMs / bucketMs);
    const first = Math.max(this.#bucket + 1, now - buckets + 1);
    for (let bucket = first; bucket <= now; bucket++) this.#tokens[bucket % buckets] = 0;
    this.#bucket = Math.max(this.#bucket, now);
  }
}

/** Ten times a tenth is one. */
const rounding = 1e-9;
