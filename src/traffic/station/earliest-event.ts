import type { EventId, EventLoop, Handler } from '../../kernel/event-loop.ts';

const none = -1;

/**
 * The one pending event of something that may be due earlier than it was. An event that comes too early finds nothing done and
 * looks again: cheaper than to move it whenever it is due later.
 */
export class EarliestEvent {
  readonly #loop: EventLoop;
  readonly #handler: Handler;
  #event: EventId = none;
  #dueMs = Number.POSITIVE_INFINITY;

  constructor(loop: EventLoop, handler: Handler) {
    this.#loop = loop;
    this.#handler = handler;
  }

  /** It fires at this time at the latest. Infinity, or no number (no work at no pace): whenever it does. */
  noLaterThan(dueMs: number): void {
    if (!(dueMs < this.#dueMs)) return;
    this.forget();
    this.#event = this.#loop.at(dueMs, this.#handler);
    this.#dueMs = dueMs;
  }

  /** It has fired. */
  fired(): void {
    this.#event = none;
    this.#dueMs = Number.POSITIVE_INFINITY;
  }

  /** It does not fire any more. */
  forget(): void {
    if (this.#event >= 0) this.#loop.cancel(this.#event);
    this.fired();
  }
}
