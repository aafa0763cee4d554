import type { DistributionSpec } from '../../kernel/distribution.ts';
import { hashedUniform } from '../hash.ts';
import { makeQuantile } from '../law/make-quantile.ts';
import type { Quantile } from '../law/quantile.ts';
import type { RequestTable } from '../request-table.ts';

/** A task is slow now and then (it collects garbage, misses its cache), whatever it is asked. */
export interface HiccupSpec {
  /** Of the requests that it takes up, 0…1. */
  readonly share: number;
  /** CPU time that such a request needs besides its own, in ms. */
  readonly extraMs: DistributionSpec;
}

/**
 * Draws the hiccups of a task's requests. They are the task's, not the request's: another attempt of the same request draws anew,
 * unlike its demand.
 */
export class Hiccups {
  readonly #share: number;
  readonly #extra: Quantile;

  constructor({ share, extraMs }: HiccupSpec) {
    this.#share = share;
    this.#extra = makeQuantile(extraMs);
  }

  /** CPU time, in ms, that the request needs besides its own. Once, as the task takes it up. */
  extraMs(slot: number, requests: RequestTable): number {
    const seed = requests.choiceSeed[slot]!;
    if (hashedUniform(seed, requests.choices[slot]!++) >= this.#share) return 0;
    return this.#extra.at(hashedUniform(seed, requests.choices[slot]!++));
  }
}
