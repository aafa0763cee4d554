import type { EventLoop, Handler } from '../kernel/event-loop.ts';

export interface DeadlineOwner {
  /** Whether what was pushed with this serial still waits. */
  isWaiting(slot: number, serial: number): boolean;
  expired(slot: number, nowMs: number): void;
}

/**
 * Timers that all run equally long (a client's timeout, a balancer's `timeout connect`): they expire in the order in which
 * they were set, so that one pending event serves all of them, and what has ended in the meantime costs no event at all.
 */
export class DeadlineQueue implements Handler {
  readonly delayMs: number;
  readonly #loop: EventLoop;
  readonly #owner: DeadlineOwner;
  #slots = new Int32Array(64);
  #serials = new Uint32Array(64);
  #dueMs = new Float64Array(64);
  #head = 0;
  #size = 0;
  #armed = false;

  constructor(loop: EventLoop, delayMs: number, owner: DeadlineOwner) {
    this.#loop = loop;
    this.delayMs = delayMs;
    this.#owner = owner;
  }

  push(slot: number, serial: number, nowMs: number): void {
    if (this.#size === this.#slots.length) this.#makeRoom();
    const place = (this.#head + this.#size++) & (this.#slots.length - 1);
    const dueMs = nowMs + this.delayMs;
    this.#slots[place] = slot;
    this.#serials[place] = serial;
    this.#dueMs[place] = dueMs;
    if (!this.#armed) this.#arm(dueMs);
  }

  fire(_a: number, _b: number, nowMs: number): void {
    // It stays armed meanwhile: what expires may push anew, which must not be waited for before those that are due earlier.
    while (this.#size > 0) {
      const place = this.#head;
      const slot = this.#slots[place]!;
      const waits = this.#owner.isWaiting(slot, this.#serials[place]!);
      const dueMs = this.#dueMs[place]!;
      if (waits && dueMs > nowMs) {
        this.#arm(dueMs);
        return;
      }
      this.#drop();
      if (waits) this.#owner.expired(slot, nowMs);
    }
    this.#armed = false;
  }

  #arm(dueMs: number): void {
    this.#armed = true;
    this.#loop.at(dueMs, this);
  }

  #drop(): void {
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#size--;
  }

  /** Those that have ended make room for others, in place; the ring grows unless that frees three quarters of it. */
  #makeRoom(): void {
    const slots = this.#slots;
    const serials = this.#serials;
    const dueMs = this.#dueMs;
    const { length } = slots;
    const mask = length - 1;
    let kept = 0;
    for (let i = 0; i < length; i++) {
      const from = (this.#head + i) & mask;
      if (!this.#owner.isWaiting(slots[from]!, serials[from]!)) continue;
      const to = (this.#head + kept++) & mask;
      slots[to] = slots[from]!;
      serials[to] = serials[from]!;
      dueMs[to] = dueMs[from]!;
    }
    this.#size = kept;
    if (kept > length / 4) this.#grow();
  }

  #grow(): void {
    const from = { slots: this.#slots, serials: this.#serials, dueMs: this.#dueMs };
    const { length } = from.slots;
    this.#slots = new Int32Array(2 * length);
    this.#serials = new Uint32Array(2 * length);
    this.#dueMs = new Float64Array(2 * length);
    for (let i = 0; i < this.#size; i++) {
      const place = (this.#head + i) & (length - 1);
      this.#slots[i] = from.slots[place]!;
      this.#serials[i] = from.serials[place]!;
      this.#dueMs[i] = from.dueMs[place]!;
    }
    this.#head = 0;
  }
}
