import type { Greatest } from '../../metrics/greatest.ts';
import type { TimeIntegrals } from '../../metrics/time-integrals.ts';

/** How many requests wait in the queues of a balancer: its backends', their servers', and before its frontends. */
export class QueueMeter {
  readonly #integrals: TimeIntegrals;
  readonly #greatest: Greatest;
  readonly #index: number;
  readonly #clock: { readonly nowMs: number };

  /** Counts as number `index` of both. */
  constructor(integrals: TimeIntegrals, greatest: Greatest, index: number, clock: { readonly nowMs: number }) {
    this.#integrals = integrals;
    this.#greatest = greatest;
    this.#index = index;
    this.#clock = clock;
  }

  entered(): void {
    this.#integrals.change(this.#index, 1, this.#clock.nowMs);
    this.#greatest.up(this.#index);
  }

  left(): void {
    this.#integrals.change(this.#index, -1, this.#clock.nowMs);
    this.#greatest.down(this.#index, 1);
  }
}
