import type { Handler } from '../../kernel/event-loop.ts';
import { noServer } from './algorithm.ts';
import type { BackendOptions } from './backend-options.ts';
import { afterFailure } from './retry.ts';
import type { ServerCounters } from './server-counters.ts';
import type { ServerPool } from './server-pool.ts';

/** What a backend does for its retries. */
export interface RetriesOwner {
  /** Of one server, and of all. */
  countersOf(server: number): ServerCounters;
  readonly total: ServerCounters;
  /** The server has nothing to do with the request any more. */
  disconnect(slot: number, nowMs: number): void;
  attempt(slot: number, server: number, nowMs: number): void;
  /** The pool has said where it goes: as `ServerPool.admit`. */
  goOn(slot: number, decision: number, nowMs: number): void;
}

/** Further attempts of a backend's requests. */
export class BackendRetries {
  readonly #options: BackendOptions;
  readonly #pool: ServerPool;
  readonly #owner: RetriesOwner;
  readonly #hashes: boolean;
  readonly #isTcp: boolean;
  readonly #again: Handler = { fire: (slot, attempt, nowMs) => this.#tryAgain(slot, attempt, nowMs) };

  constructor(options: BackendOptions, pool: ServerPool, owner: RetriesOwner) {
    this.#options = options;
    this.#pool = pool;
    this.#owner = owner;
    this.#hashes = options.spec.algorithm.kind === 'hash';
    this.#isTcp = options.spec.mode === 'tcp';
  }

  /** A connection has failed: another attempt, if one is left. */
  connect(slot: number, sameServerAfterMs: number, nowMs: number): boolean {
    const { requests, spec, loop } = this.#options;
    const server = requests.server[slot]!;
    const retries = requests.retries[slot]!;
    const step = afterFailure({
      retries,
      allowed: spec.retries,
      redispatch: spec.redispatch,
      usableServers: this.#pool.usableActive,
      hashes: this.#hashes,
      serverRuns: this.#pool.running(server),
    });
    if (step === 'give up') return false;
    this.#owner.disconnect(slot, nowMs);
    requests.retries[slot] = retries + 1;
    if (step === 'redispatch') {
      // It has none until the pool says so: what happens meanwhile to the server that it leaves is not its business.
      requests.server[slot] = noServer;
      const next = this.#pool.redispatch(slot, nowMs);
      this.#count(slot, server, next !== server);
      this.#owner.goOn(slot, next, nowMs);
      return true;
    }
    this.#count(slot, server, false);
    if (sameServerAfterMs === 0) this.#owner.attempt(slot, server, nowMs);
    else loop.at(nowMs + sameServerAfterMs, this.#again, slot, requests.attempt[slot]!);
    return true;
  }

  /**
   * An answer has failed: whether it is tried again. HAProxy counts a retry for the answer that failed beside that for where it goes
   * then (`do_l7_retry`).
   */
  answer(slot: number, allowed: boolean, nowMs: number): boolean {
    if (allowed && this.#answerAgain(slot, nowMs)) return true;
    this.#owner.countersOf(this.#options.requests.server[slot]!).responseErrors++;
    this.#owner.total.responseErrors++;
    return false;
  }

  /** The answer is there, with this status: whether it is thrown away and tried again. For HAProxy it is no failure of the server. */
  status(slot: number, status: number, nowMs: number): boolean {
    return this.#options.spec.retryOn.statuses.includes(status) && this.#answerAgain(slot, nowMs);
  }

  #answerAgain(slot: number, nowMs: number): boolean {
    const { requests, spec, journey } = this.#options;
    if (this.#isTcp || requests.retries[slot]! >= spec.retries) return false;
    this.#owner.countersOf(requests.server[slot]!).retries++;
    this.#owner.total.retries++;
    journey.dropAttempt(slot, nowMs);
    return this.connect(slot, 0, nowMs);
  }

  #count(slot: number, server: number, elsewhere: boolean): void {
    const { total } = this.#owner;
    const counters = this.#owner.countersOf(server);
    if (elsewhere) {
      this.#options.requests.redispatched[slot] = 1;
      counters.redispatches++;
      total.redispatches++;
    } else {
      counters.retries++;
      total.retries++;
    }
  }

  #tryAgain(slot: number, attempt: number, nowMs: number): void {
    const { requests } = this.#options;
    if (requests.attempt[slot] === attempt) this.#owner.attempt(slot, requests.server[slot]!, nowMs);
  }
}
