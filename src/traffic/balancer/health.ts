import type { HealthCheckSpec } from '../spec.ts';

/**
 * What a series of checks makes of a server (haproxy 2.6: src/check.c). It is up while its health is at least `rise`; a success lifts
 * an up server to the top, a failure brings a down one back to 0. At the start it is just up: one failed check is enough.
 */
export class Health {
  readonly #spec: HealthCheckSpec;
  #health: number;

  constructor(spec: HealthCheckSpec) {
    this.#spec = spec;
    this.#health = spec.rise;
  }

  get up(): boolean {
    return this.#health >= this.#spec.rise;
  }

  /** From the end of a check to the begin of the next (`srv_getinter`). */
  get intervalMs(): number {
    const { rise, fall, intervalMs, fastIntervalMs, downIntervalMs } = this.#spec;
    if (this.#health === rise + fall - 1) return intervalMs;
    return this.#health === 0 ? downIntervalMs : fastIntervalMs;
  }

  passed(): void {
    const { rise, fall } = this.#spec;
    this.#health++;
    if (this.#health >= rise) this.#health = rise + fall - 1;
  }

  failed(): void {
    this.#health--;
    if (this.#health < this.#spec.rise) this.#health = 0;
  }
}
