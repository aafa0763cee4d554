import { hashedUniform } from '../hash.ts';
import type { RequestKeys } from '../request/request-keys.ts';
import type { RequestTable } from '../request-table.ts';
import type { Asking } from './algorithm.ts';
import type { BackendOptions } from './backend-options.ts';

/** The request that asks now. */
export class RequestAsking implements Asking {
  nowMs = 0;
  #slot = 0;
  readonly #requests: RequestTable;
  readonly #keys: RequestKeys | null;

  constructor({ spec, requests, keys }: BackendOptions) {
    const { algorithm, hashOn } = spec;
    this.#requests = requests;
    this.#keys =
      algorithm.kind === 'hash'
        ? keys(algorithm.of, algorithm.type.function)
        : hashOn === undefined
          ? null
          : keys(hashOn, 'sdbm');
  }

  get key(): number {
    return this.#keys === null ? -1 : this.#keys.of(this.#slot);
  }

  of(slot: number, nowMs: number): this {
    this.#slot = slot;
    this.nowMs = nowMs;
    return this;
  }

  draw(): number {
    const { choiceSeed, choices } = this.#requests;
    return hashedUniform(choiceSeed[this.#slot]!, choices[this.#slot]!++);
  }
}
