import type { EventId } from '../../kernel/event-loop.ts';
import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Timers } from '../timers.ts';

/** Source: SwarmKit `agent/session.go`, `agent/agent.go`: the next bound is 100 ms more than twice the last, 8 s at most. */
const firstBoundMs = 100;
const maxBoundMs = 8_000;

/** An agent without a session tries to register with the leader, each time after a longer wait. */
export class Registration {
  readonly #loop: Timers;
  readonly #random: RandomStream;
  readonly #register: () => boolean;
  #boundMs = 0;
  #timer: EventId | null = null;

  /** @param register - `false` if there is no leader that could be reached */
  constructor(loop: Timers, random: RandomStream, register: () => boolean) {
    this.#loop = loop;
    this.#random = random;
    this.#register = register;
  }

  /** At once, and until it is done. */
  begin(): void {
    this.stop();
    this.#boundMs = 0;
    if (!this.#register()) this.#backOff();
  }

  /** The session has ended: first a wait. */
  lost(): void {
    this.stop();
    this.#boundMs = 0;
    this.#backOff();
  }

  stop(): void {
    if (this.#timer !== null) this.#loop.cancel(this.#timer);
    this.#timer = null;
  }

  #backOff(): void {
    this.#boundMs = Math.min(firstBoundMs + 2 * this.#boundMs, maxBoundMs);
    this.#timer = this.#loop.call(this.#random.uniform() * this.#boundMs, () => {
      this.#timer = null;
      if (!this.#register()) this.#backOff();
    });
  }
}
