import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import type { TimeIntegrals } from '../../metrics/time-integrals.ts';
import { type CpuCapacity, type CpuShares, isDone, type Remaining, type WorkOutlet } from './cpu-shares.ts';
import { EarliestEvent } from './earliest-event.ts';
import { VirtualHeap } from './virtual-heap.ts';

export interface SharesOptions {
  readonly loop: EventLoop;
  readonly outlet: WorkOutlet;
  readonly capacity: CpuCapacity;
  /** CPUs that work, by node, and this node's number there. */
  readonly busy: TimeIntegrals;
  readonly index: number;
}

/**
 * CPUs shared equally among requests (egalitarian processor sharing): each of k gets min(1, cpus/k) of a CPU.
 *
 * In virtual time, which runs at the pace of one request's work, each request has a fixed finish; so only the first of
 * them needs an event, whatever k does meanwhile.
 */
export class EqualShares implements CpuShares, Handler {
  readonly #event: EarliestEvent;
  readonly #outlet: WorkOutlet;
  readonly #busy: TimeIntegrals;
  readonly #index: number;
  readonly #heap = new VirtualHeap();
  #cpus: number;
  #speed: number;
  #virtualMs = 0;
  #virtualAtMs = 0;
  #firing = false;

  constructor(options: SharesOptions) {
    this.#event = new EarliestEvent(options.loop, this);
    this.#outlet = options.outlet;
    this.#busy = options.busy;
    this.#index = options.index;
    this.#cpus = options.capacity.cpus;
    this.#speed = options.capacity.speed;
  }

  get size(): number {
    return this.#heap.size;
  }

  begin(slot: number, workMs: number, nowMs: number): void {
    this.#advance(nowMs);
    this.#heap.push(this.#virtualMs + workMs, slot);
    this.#schedule(nowMs);
  }

  withdraw(slot: number, nowMs: number): number {
    this.#advance(nowMs);
    const leftMs = Math.max(0, this.#heap.remove(slot) - this.#virtualMs);
    this.#schedule(nowMs);
    return leftMs;
  }

  setCapacity({ cpus, speed }: CpuCapacity, nowMs: number): void {
    this.#advance(nowMs);
    this.#cpus = cpus;
    this.#speed = speed;
    if (this.#heap.size === 0) return;
    this.#event.forget();
    this.#schedule(nowMs);
  }

  *remaining(nowMs: number): Iterable<Remaining> {
    const virtualMs = this.#virtualMs + (nowMs - this.#virtualAtMs) * this.#pace();
    for (const { key, slot } of this.#heap.entries()) yield { slot, leftMs: Math.max(0, key - virtualMs) };
  }

  clear(): void {
    this.#event.forget();
    this.#heap.clear();
    this.#virtualMs = 0;
  }

  /** The first of those that share may be done. */
  fire(_a: number, _b: number, nowMs: number): void {
    this.#event.fired();
    this.#advance(nowMs);
    this.#firing = true;
    while (this.#heap.size > 0 && isDone(this.#heap.firstKey - this.#virtualMs, this.#msPerWork(), nowMs)) {
      this.#virtualMs = Math.max(this.#virtualMs, this.#heap.firstKey);
      this.#outlet.met(this.#heap.pop(), nowMs);
    }
    this.#firing = false;
    this.#schedule(nowMs);
    this.#outlet.settled(nowMs);
  }

  /** Virtual time until now, at the pace that those had who shared until now. */
  #advance(nowMs: number): void {
    this.#virtualMs += (nowMs - this.#virtualAtMs) * this.#pace();
    this.#virtualAtMs = nowMs;
  }

  /** Work that each request gets per ms. */
  #pace(): number {
    const sharers = this.#heap.size;
    return sharers === 0 ? 0 : this.#speed * Math.min(1, this.#cpus / sharers);
  }

  /** Infinity while all stands still. */
  #msPerWork(): number {
    return Math.max(1, this.#heap.size / this.#cpus) / this.#speed;
  }

  #schedule(nowMs: number): void {
    if (this.#firing) return;
    const { size } = this.#heap;
    this.#busy.set(this.#index, Math.min(size, this.#cpus), nowMs);
    if (size === 0) {
      this.#event.forget();
      this.#virtualMs = 0;
      this.#outlet.emptied();
      return;
    }
    const dueMs = nowMs + Math.max(0, this.#heap.firstKey - this.#virtualMs) * this.#msPerWork();
    this.#event.noLaterThan(dueMs);
  }
}
