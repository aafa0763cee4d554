import type { DistributionSpec } from '../kernel/distribution.ts';
import { hashedUniform } from './hash.ts';
import { makeQuantile } from './law/make-quantile.ts';
import type { Quantile } from './law/quantile.ts';
import type { RequestTable } from './request-table.ts';

/** One kind of hop. A random latency is the request's own next choice, so that it does not hang on who else is on the way. */
export class Hop {
  readonly #constantMs: number;
  readonly #law: Quantile | null;

  constructor(law: DistributionSpec) {
    this.#constantMs = law.kind === 'constant' ? law.value : 0;
    this.#law = law.kind === 'constant' ? null : makeQuantile(law);
  }

  /** One way, for a request; 0 = at once. */
  ms(slot: number, requests: RequestTable): number {
    if (this.#law === null) return this.#constantMs;
    return this.#law.at(hashedUniform(requests.choiceSeed[slot]!, requests.choices[slot]!++));
  }

  /** One way, for what is no request: the n-th time for what has that seed. */
  msFor(seed: number, n: number): number {
    return this.#law === null ? this.#constantMs : this.#law.at(hashedUniform(seed, n));
  }
}
