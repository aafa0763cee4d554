import { type FutureEventList, grown } from './future-event-list.ts';
import { TypedHeapList } from './typed-heap-list.ts';

/** Days of a year at least and at most, powers of two. */
const fewestDays = 1024;
const mostDays = 2 ** 18;
/** Entries of a day that a new one is held against; a day with more of them is handed to the heap. */
const longestWalk = 8;
/** After so many events the length of a day is thought over. */
const eventsPerReview = 4096;
/** Powers of two, in ms, between which a day's length lies: finer than a clock of a nanosecond, coarser than a minute. */
const shortestDayExponent = -20;
const longestDayExponent = 16;

/**
 * The future event list as a calendar (R. Brown, "Calendar queues", CACM 31(10), 1988) before a heap. The time from the
 * last event on is cut into days, each with a short list of its entries in their order; what lies beyond the last day, and
 * what would make a day's list long, is in the heap. So an entry costs the same however many there are, and
 * never much more than in the heap alone, whatever the times are.
 *
 * A day is about half as long as the mean gap between two events, and a year has eight days or more for each entry: both follow what
 * has been seen. The order of events does not hang on them.
 */
export class CalendarList implements FutureEventList {
  readonly #far = new TypedHeapList();
  /** Of the heap's first entry, in ms; Infinity if there is none. */
  #farMs = Number.POSITIVE_INFINITY;
  /** By slot. */
  #timesMs = new Float64Array(1024);
  /** By slot: the next entry of the same day, −1 after the last. */
  #next = new Int32Array(1024);

  /** By day of the year: its first entry, −1 = none, and its last one. */
  #heads = new Int32Array(fewestDays).fill(-1);
  #tails = new Int32Array(fewestDays);
  /** A bit a day: it has entries. */
  #busy = new Int32Array(fewestDays / 32);
  #daysPerMs = 1;
  /** One day less than a year: what is less ahead of the last event has a day of its own in the ring. */
  #spanMs = fewestDays - 1;
  /** Entries with a day. */
  #near = 0;

  /** When the latest of the events that were taken out was due: nothing that has a day is due before. */
  #lastMs = 0;
  #popped = 0;
  #untilReview = eventsPerReview;
  #reviewedMs = 0;

  get size(): number {
    return this.#near + this.#far.size;
  }

  peek(): number {
    if (this.#near === 0) return this.#far.peek();
    const slot = this.#heads[this.#firstBusyDay()]!;
    return this.#timesMs[slot]! < this.#farMs ? slot : this.#far.peek();
  }

  peekTimeMs(): number {
    if (this.#near === 0) return this.#farMs;
    return Math.min(this.#timesMs[this.#heads[this.#firstBusyDay()]!]!, this.#farMs);
  }

  push(slot: number, timeMs: number): void {
    if (slot >= this.#timesMs.length) this.#growSlots(slot);
    this.#timesMs[slot] = timeMs;
    const ahead = timeMs - this.#lastMs;
    if (ahead >= 0 && ahead < this.#spanMs) this.#enter(slot, timeMs);
    else this.#pushFar(slot, timeMs);
  }

  get poppedMs(): number {
    return this.#timesMs[this.#popped]!;
  }

  pop(untilMs: number): number {
    if (this.#near === 0) return this.#popFar(untilMs);
    const day = this.#firstBusyDay();
    const slot = this.#heads[day]!;
    const timeMs = this.#timesMs[slot]!;
    // Of equal times, what is in the heap was there first.
    if (timeMs >= this.#farMs) return this.#popFar(untilMs);
    if (timeMs > untilMs) return -1;
    const next = this.#next[slot]!;
    this.#heads[day] = next;
    if (next < 0) this.#busy[day >> 5]! ^= 1 << (day & 31);
    this.#near--;
    this.#lastMs = timeMs;
    this.#popped = slot;
    if (--this.#untilReview === 0) this.#review();
    return slot;
  }

  #popFar(untilMs: number): number {
    const slot = this.#far.pop(untilMs);
    if (slot < 0) return -1;
    if (this.#farMs > this.#lastMs) this.#lastMs = this.#farMs;
    this.#farMs = this.#far.peekTimeMs();
    this.#popped = slot;
    if (--this.#untilReview === 0) this.#review();
    return slot;
  }

  #pushFar(slot: number, timeMs: number): void {
    this.#far.push(slot, timeMs);
    if (timeMs < this.#farMs) this.#farMs = timeMs;
  }

  /** Into its day, behind what is due no later. */
  #enter(slot: number, timeMs: number): void {
    const day = (timeMs * this.#daysPerMs) & (this.#heads.length - 1);
    const head = this.#heads[day]!;
    this.#near++;
    if (head < 0) {
      this.#heads[day] = slot;
      this.#tails[day] = slot;
      this.#next[slot] = -1;
      this.#busy[day >> 5]! ^= 1 << (day & 31);
    } else this.#enterAmong(head, day, slot, timeMs);
  }

  #enterAmong(head: number, day: number, slot: number, timeMs: number): void {
    const times = this.#timesMs;
    const next = this.#next;
    const tail = this.#tails[day]!;
    if (times[tail]! <= timeMs) {
      next[tail] = slot;
      next[slot] = -1;
      this.#tails[day] = slot;
    } else if (timeMs < times[head]!) {
      next[slot] = head;
      this.#heads[day] = slot;
    } else this.#enterWithin(head, day, slot, timeMs);
  }

  /** Somewhere between the first and the last of a day. */
  #enterWithin(head: number, day: number, slot: number, timeMs: number): void {
    const next = this.#next;
    let before = head;
    for (let steps = 0; steps < longestWalk; steps++) {
      const after = next[before]!;
      if (timeMs < this.#timesMs[after]!) {
        next[slot] = after;
        next[before] = slot;
        return;
      }
      before = after;
    }
    this.#closeDay(day);
    this.#near--;
    this.#pushFar(slot, timeMs);
  }

  /** All entries of a day move to the heap, in their order: so what is in the heap came before what gets a day later. */
  #closeDay(day: number): void {
    for (let slot = this.#heads[day]!; slot >= 0; slot = this.#next[slot]!) {
      this.#pushFar(slot, this.#timesMs[slot]!);
      this.#near--;
    }
    this.#heads[day] = -1;
    this.#busy[day >> 5]! ^= 1 << (day & 31);
  }

  /** From the day of the last event on, once around. There is one. */
  #firstBusyDay(): number {
    const busy = this.#busy;
    const today = (this.#lastMs * this.#daysPerMs) & (this.#heads.length - 1);
    let word = today >> 5;
    let bits = busy[word]! & (-1 << (today & 31));
    while (bits === 0) {
      word = (word + 1) & (busy.length - 1);
      bits = busy[word]!;
    }
    return (word << 5) + 31 - Math.clz32(bits & -bits);
  }

  /** Are days too long or too short by now, or too few or too many? */
  #review(): void {
    this.#untilReview = eventsPerReview;
    const gapMs = (this.#lastMs - this.#reviewedMs) / eventsPerReview;
    this.#reviewedMs = this.#lastMs;
    const exponent = Math.min(longestDayExponent, Math.max(shortestDayExponent, Math.round(Math.log2(gapMs / 2))));
    const daysPerMs = gapMs > 0 ? 2 ** -exponent : this.#daysPerMs;
    const wanted = Math.min(mostDays, Math.max(fewestDays, 2 ** Math.ceil(Math.log2(8 * this.size))));
    const ratio = daysPerMs / this.#daysPerMs;
    const days = this.#heads.length;
    if (ratio > 2 || ratio < 0.5 || wanted > 2 * days || 4 * wanted < days) this.#rule(daysPerMs, wanted);
  }

  /** A new calendar: entries of the old one move, in their order. */
  #rule(daysPerMs: number, days: number): void {
    const old = this.#heads;
    const slots: number[] = [];
    const today = (this.#lastMs * this.#daysPerMs) & (old.length - 1);
    for (let i = 0; i < old.length; i++)
      for (let slot = old[(today + i) & (old.length - 1)]!; slot >= 0; slot = this.#next[slot]!) slots.push(slot);
    this.#heads = new Int32Array(days).fill(-1);
    this.#tails = new Int32Array(days);
    this.#busy = new Int32Array(days / 32);
    this.#daysPerMs = daysPerMs;
    this.#spanMs = (days - 1) / daysPerMs;
    this.#near = 0;
    for (const slot of slots) {
      const timeMs = this.#timesMs[slot]!;
      if (timeMs - this.#lastMs < this.#spanMs) this.#enter(slot, timeMs);
      else this.#pushFar(slot, timeMs);
    }
  }

  #growSlots(slot: number): void {
    this.#timesMs = grown(this.#timesMs, slot);
    const next = new Int32Array(this.#timesMs.length);
    next.set(this.#next);
    this.#next = next;
  }
}
