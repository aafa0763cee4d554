import type { Handler } from './event-loop.ts';

/** Those with a number from here on are the list's affair: the first one is to be found at a glance. */
export const mostSources = 8;

/**
 * Those who always know their next event, and only that one: it is kept beside the list of events to come, which then never holds
 * it. Few of them, because the first is found by a look at all.
 */
export class EventSources {
  /** When the first of their events is due; Infinity if there is none. */
  firstMs = Number.POSITIVE_INFINITY;
  /** How many have an event to come. */
  armed = 0;
  readonly #handlers: Handler[] = [];
  readonly #timesMs = new Float64Array(mostSources).fill(Number.POSITIVE_INFINITY);
  /** Which of two at one instant was scheduled first. */
  readonly #orders = new Int32Array(mostSources);
  #first = 0;

  /** Its number. */
  add(handler: Handler): number {
    return this.#handlers.push(handler) - 1;
  }

  handler(source: number): Handler {
    return this.#handlers[source]!;
  }

  /** It has no event to come now. */
  arm(source: number, timeMs: number, order: number): void {
    this.#timesMs[source] = timeMs;
    this.#orders[source] = order;
    this.armed++;
    this.#findFirst();
  }

  /** Takes the first event out; whose it is. */
  take(): Handler {
    const handler = this.#handlers[this.#first]!;
    this.#timesMs[this.#first] = Number.POSITIVE_INFINITY;
    this.armed--;
    this.#findFirst();
    return handler;
  }

  /** Whether the first was scheduled before what has this order. */
  isOlderThan(order: number): boolean {
    return isOlder(this.#orders[this.#first]!, order);
  }

  #findFirst(): void {
    const times = this.#timesMs;
    const end = Math.min(this.#handlers.length, mostSources);
    let first = 0;
    for (let source = 1; source < end; source++) {
      const timeMs = times[source]!;
      const leastMs = times[first]!;
      if (timeMs < leastMs || (timeMs === leastMs && isOlder(this.#orders[source]!, this.#orders[first]!)))
        first = source;
    }
    this.#first = first;
    this.firstMs = times[first]!;
  }
}

/** Orders count on past the greatest number of 32 bits. */
function isOlder(order: number, than: number): boolean {
  return ((order - than) | 0) < 0;
}
