import { CalendarList } from './calendar-list.ts';
import { EventSources, mostSources } from './event-sources.ts';
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

/**
 * A slot's record of four whole numbers: what its event was scheduled with (a, b), how many events it has had, and when in the order of
 * scheduling it was scheduled, or, of a free slot, the next free one.
 */
const recordBits = 2;
const ofB = 1;
const ofGeneration = 2;
const ofOrder = 3;
const ofNextFree = 3;
const none = -1;

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
  #records = new Int32Array(1024 << recordBits);
  #firstFree = none;
  readonly #sources = new EventSources();
  /** Of what was scheduled last; goes on past the greatest number of 32 bits. */
  #order = 0;

  constructor(list: FutureEventList = new CalendarList()) {
    this.#list = list;
  }

  /** Ms since the start. */
  get nowMs(): number {
    return this.#nowMs;
  }

  /** How many events wait to be fired (the cancelled not counted). */
  get pending(): number {
    return this.#list.size - this.#cancelled + this.#sources.armed;
  }

  /** How many events have fired. */
  get fired(): number {
    return this.#fired;
  }

  /** When the next event fires; Infinity if there is none. */
  get nextTimeMs(): number {
    this.#dropCancelled();
    return Math.min(this.#list.peekTimeMs(), this.#sources.firstMs);
  }

  /** Schedules an event at an instant. Throws a RangeError if that is in the past or not a finite number. */
  at(timeMs: number, handler: Handler, a = 0, b = 0): EventId {
    if (!(timeMs >= this.#nowMs && timeMs < Number.POSITIVE_INFINITY)) this.#refuse(timeMs);
    if (this.#firstFree < 0) this.#addSlot();
    const slot = this.#firstFree;
    const records = this.#records;
    const at = slot << recordBits;
    this.#firstFree = records[at | ofNextFree]!;
    this.#handlers[slot] = handler;
    records[at] = a;
    records[at | ofB] = b;
    records[at | ofOrder] = this.#nextOrder();
    this.#list.push(slot, timeMs);
    return records[at | ofGeneration]! * slotSpan + slot;
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
    if (this.#records[(slot << recordBits) | ofGeneration] !== generation || !this.#handlers[slot]) return false;
    this.#handlers[slot] = null;
    this.#cancelled++;
    return true;
  }

  /**
   * For who always has one event to come, and schedules the next one with `atSource` when it has fired (arrivals): cheaper than `at`. Such
   * events cannot be cancelled, and fire with 0, 0.
   *
   * @returns its number
   */
  addSource(handler: Handler): number {
    return this.#sources.add(handler);
  }

  /** Schedules the event of a source that has none to come. Throws a RangeError as `at`. */
  atSource(source: number, timeMs: number): void {
    if (!(timeMs >= this.#nowMs && timeMs < Number.POSITIVE_INFINITY)) this.#refuse(timeMs);
    if (source < mostSources) this.#sources.arm(source, timeMs, this.#nextOrder());
    else this.at(timeMs, this.#sources.handler(source));
  }

  /** Fires the next event, whenever it is due. False if there is none. */
  step(): boolean {
    const list = this.#list;
    this.#dropCancelled();
    const sourceMs = this.#sources.firstMs;
    if (sourceMs < list.peekTimeMs()) {
      this.#fireSource();
      return true;
    }
    if (list.size === 0) return false;
    if (sourceMs === list.peekTimeMs() && this.#sources.isOlderThan(this.#orderOf(list.peek()))) this.#fireSource();
    else this.#fire(list.pop(Number.POSITIVE_INFINITY), list.poppedMs);
    return true;
  }

  /**
   * Fires everything that is due until `timeMs`, that instant included; then it is `timeMs`. With Infinity it fires until
   * nothing is left, and the clock stays at the last event. Throws a RangeError if `timeMs` is in the past.
   */
  runUntil(timeMs: number): void {
    if (!(timeMs >= this.#nowMs)) this.#refuse(timeMs);
    const list = this.#list;
    const sources = this.#sources;
    for (;;) {
      const { firstMs } = sources;
      const slot = list.pop(firstMs < timeMs ? firstMs : timeMs);
      if (slot >= 0) {
        const dueMs = list.poppedMs;
        // It may still be cancelled by those that come before it at the same instant.
        while (sources.firstMs === dueMs && sources.isOlderThan(this.#orderOf(slot))) this.#fireSource();
        this.#fire(slot, dueMs);
      } else if (firstMs <= timeMs && firstMs < Number.POSITIVE_INFINITY) this.#fireSource();
      else break;
    }
    if (timeMs < Number.POSITIVE_INFINITY) this.#nowMs = timeMs;
  }

  #nextOrder(): number {
    this.#order = (this.#order + 1) | 0;
    return this.#order;
  }

  #orderOf(slot: number): number {
    return this.#records[(slot << recordBits) | ofOrder]!;
  }

  #fireSource(): void {
    const timeMs = this.#sources.firstMs;
    const handler = this.#sources.take();
    this.#nowMs = timeMs;
    this.#fired++;
    handler.fire(0, 0, timeMs);
    if (this.afterEvent !== null) this.afterEvent();
  }

  /** Fires what was taken out of the list, unless it was cancelled. */
  #fire(slot: number, timeMs: number): void {
    const handler = this.#handlers[slot] as Handler | null;
    const records = this.#records;
    const a = records[slot << recordBits]!;
    const b = records[(slot << recordBits) | ofB]!;
    this.#release(slot);
    if (handler === null) {
      this.#cancelled--;
      return;
    }
    this.#nowMs = timeMs;
    this.#fired++;
    handler.fire(a, b, timeMs);
    if (this.afterEvent !== null) this.afterEvent();
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
    const records = this.#records;
    const at = slot << recordBits;
    this.#handlers[slot] = null;
    if (records[at | ofGeneration] === lastGeneration) return;
    records[at | ofGeneration]!++;
    records[at | ofNextFree] = this.#firstFree;
    this.#firstFree = slot;
  }

  /** One more slot, which is free. */
  #addSlot(): void {
    const slot = this.#handlers.length;
    if (slot === slotSpan) throw new RangeError(`more than ${slotSpan} events are pending`);
    this.#handlers.push(null);
    if (slot << recordBits === this.#records.length) {
      const longer = new Int32Array(2 * this.#records.length);
      longer.set(this.#records);
      this.#records = longer;
    }
    this.#records[(slot << recordBits) | ofNextFree] = none;
    this.#firstFree = slot;
  }

  #refuse(timeMs: number): never {
    throw new RangeError(`cannot schedule at ${timeMs} ms: it is ${this.#nowMs} ms`);
  }
}
