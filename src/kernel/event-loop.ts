import { CalendarList } from './calendar-list.ts';
import type { FutureEventList } from './future-event-list.ts';

/** What happens when an event fires. `a` and `b` are what it was scheduled with: two whole numbers of 32 bits, −2³¹ to 2³¹ − 1. */
export interface Handler {
  fire(a: number, b: number, nowMs: number): void;
}

/** Names a scheduled event for `cancel`. Never given twice. */
export type EventId = number;

/** An id is `generation × slotSpan + slot`: 2²⁴ slots and 2²⁹ generations fit into the 53 bits of a safe integer. */
const slotSpan = 2 ** 24;
const lastGeneration = 2 ** 29 - 1;

/** A closure as an event: for what happens seldom. */
class Action implements Handler {
  readonly #action: () => void;

  constructor(action: () => void) {
    this.#action = action;
  }

  fire(): void {
    this.#action();
  }
}

/**
 * The simulated clock and the events to come. Events fire by time; at the same time in the order in which they were
 * scheduled. Scheduling and firing allocate no objects: an event is a slot in parallel arrays, and slots are reused.
 */
export class EventLoop {
  /** Called after each event has fired, for checks of invariants. */
  afterEvent: (() => void) | null = null;

  readonly #list: FutureEventList;
  #nowMs = 0;
  #fired = 0;
  /** Entries of the list that were cancelled. */
  #cancelled = 0;

  /** By slot. A cancelled event stays in the list, without a handler, until its turn comes. */
  readonly #handlers: (Handler | null)[] = [];
  #a = new Int32Array(1024);
  #b = new Int32Array(1024);
  #generations = new Uint32Array(1024);
  #freeSlots = new Uint32Array(1024);
  #freeCount = 0;

  constructor(list: FutureEventList = new CalendarList()) {
    this.#list = list;
  }

  /** Ms since the start. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many events wait to be fired (the cancelled not counted). */
  get pending(): number {
    return this.#list.size - this.#cancelled;
  }

  /** How many events have fired. */
  get fired(): number {
    return this.#fired;
  }

  /** When the next event fires; Infinity if there is none. */
  get nextTimeMs(): number {
    this.#dropCancelled();
    return this.#list.peekTimeMs();
  }

  /** Schedules an event at an instant. Throws a RangeError if that is in the past or not a finite number. */
  at(timeMs: number, handler: Handler, a = 0, b = 0): EventId {
    if (!(timeMs >= this.#nowMs && timeMs < Number.POSITIVE_INFINITY)) this.#refuse(timeMs);
    const slot = this.#freeCount > 0 ? this.#freeSlots[--this.#freeCount]! : this.#newSlot();
    this.#handlers[slot] = handler;
    this.#a[slot] = a;
    this.#b[slot] = b;
    this.#list.push(slot, timeMs);
    return this.#generations[slot]! * slotSpan + slot;
  }

  /** Schedules an event `delayMs` from now. Throws a RangeError if that is negative or not a finite number. */
  after(delayMs: number, handler: Handler, a = 0, b = 0): EventId {
    return this.at(this.#nowMs + delayMs, handler, a, b);
  }

  /** As `after`, with a closure: convenient, but it allocates. Not for what a request does. */
  call(delayMs: number, action: () => void): EventId {
    return this.at(this.#nowMs + delayMs, new Action(action));
  }

  /** Takes an event back, in O(1). False if it has fired or was cancelled before. */
  cancel(id: EventId): boolean {
    const generation = Math.floor(id / slotSpan);
    const slot = id - generation * slotSpan;
    if (this.#generations[slot] !== generation || !this.#handlers[slot]) return false;
    this.#handlers[slot] = null;
    this.#cancelled++;
    return true;
  }

  /** Fires the next event, whenever it is due. False if there is none. */
  step(): boolean {
    const list = this.#list;
    for (;;) {
      const slot = list.pop(Number.POSITIVE_INFINITY);
      if (slot < 0) return false;
      if (this.#fire(slot, list.poppedMs)) return true;
    }
  }

  /**
   * Fires everything that is due until `timeMs`, that instant included; then it is `timeMs`. With Infinity it fires until
   * nothing is left, and the clock stays at the last event. Throws a RangeError if `timeMs` is in the past.
   */
  runUntil(timeMs: number): void {
    if (!(timeMs >= this.#nowMs)) this.#refuse(timeMs);
    const list = this.#list;
    for (;;) {
      const slot = list.pop(timeMs);
      if (slot < 0) break;
      this.#fire(slot, list.poppedMs);
    }
    if (timeMs < Number.POSITIVE_INFINITY) this.#nowMs = timeMs;
  }

  /** Fires what was taken out of the list; false if it was cancelled. */
  #fire(slot: number, timeMs: number): boolean {
    const handler = this.#handlers[slot] as Handler | null;
    const a = this.#a[slot]!;
    const b = this.#b[slot]!;
    this.#release(slot);
    if (handler === null) {
      this.#cancelled--;
      return false;
    }
    this.#nowMs = timeMs;
    this.#fired++;
    handler.fire(a, b, timeMs);
    if (this.afterEvent !== null) this.afterEvent();
    return true;
  }

  #dropCancelled(): void {
    const list = this.#list;
    while (list.size > 0 && this.#handlers[list.peek()] === null) {
      this.#release(list.pop(Number.POSITIVE_INFINITY));
      this.#cancelled--;
    }
  }

  /** From here on the slot's id is stale. A slot whose generations are used up is never used again. */
  #release(slot: number): void {
    this.#handlers[slot] = null;
    if (this.#generations[slot] === lastGeneration) return;
    this.#generations[slot]!++;
    this.#freeSlots[this.#freeCount++] = slot;
  }

  #newSlot(): number {
    const slot = this.#handlers.length;
    if (slot === slotSpan) throw new RangeError(`more than ${slotSpan} events are pending`);
    this.#handlers.push(null);
    if (slot === this.#a.length) this.#grow();
    return slot;
  }

  #grow(): void {
    const { length } = this.#a;
    const signed = [this.#a, this.#b].map((old) => {
      const longer = new Int32Array(2 * length);
      longer.set(old);
      return longer;
    });
    const unsigned = [this.#generations, this.#freeSlots].map((old) => {
      const longer = new Uint32Array(2 * length);
      longer.set(old);
      return longer;
    });
    this.#a = signed[0]!;
    this.#b = signed[1]!;
    this.#generations = unsigned[0]!;
    this.#freeSlots = unsigned[1]!;
  }

  #refuse(timeMs: number): never {
    throw new RangeError(`cannot schedule at ${timeMs} ms: it is ${this.#nowMs} ms`);
  }
}
