import type { HealthCheckSpec } from '../../spec.ts';

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
    const { intervalMs, fastIntervalMs, downIntervalMs } = this.#spec;
    if (this.#health === this.#top) return intervalMs;
    return this.#health === 0 ? downIntervalMs : fastIntervalMs;
  }

  passed(): void {
    this.#health++;
    if (this.up) this.#health = this.#top;
  }

  failed(): void {
    this.#health--;
    if (!this.up) this.#health = 0;
  }

  /** As at the start: just up. */
  restart(): void {
    this.#health = this.#spec.rise;
  }

  /** One more failure than the next is needed to bring an up server down. */
  weaken(): void {
    this.#health = Math.min(this.#health, this.#spec.rise + 1);
  }

  force(up: boolean): void {
    this.#health = up ? this.#top : 0;
  }

  get #top(): number {
    return this.#spec.rise + this.#spec.fall - 1;
  }
}
