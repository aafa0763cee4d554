import type { ObservedTraffic } from '../../spec.ts';

/** Errors of requests in a row (haproxy 2.6: src/check.c, `analyze_statuses`, `__health_adjust`). */
export class ObservedErrors {
  readonly #spec: ObservedTraffic;
  #errors = 0;

  constructor(spec: ObservedTraffic) {
    this.#spec = spec;
  }

  /** Whether that was one error too many; then they count from 0 again. A connection that failed is an error on both layers. */
  tooMany(layer: 4 | 7, good: boolean): boolean {
    if (layer !== this.#spec.layer && (good || layer === 7)) return false;
    if (good) this.#errors = 0;
    else if (++this.#errors >= this.#spec.errorLimit) {
      this.#errors = 0;
      return true;
    }
    return false;
  }

  forget(): void {
    this.#errors = 0;
  }
}
