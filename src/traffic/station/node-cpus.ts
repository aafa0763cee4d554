import type { EventId, EventLoop, Handler } from '../../kernel/event-loop.ts';
import type { TimeIntegrals } from '../../metrics/time-integrals.ts';
import type { RequestTable } from '../request-table.ts';
import { VirtualHeap } from './virtual-heap.ts';

/** Less work than this (ms of CPU) is none: it is what rounding leaves over. */
const doneMs = 1e-9;

export interface NodeCpusOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly cpus: number;
  /** Is fired with a request whose demand is met. */
  readonly finished: Handler;
  /** CPUs that work, by node, and this node's number there. */
  readonly busy: TimeIntegrals;
  readonly index: number;
}

/**
 * A node's CPUs, shared equally among the requests that they work for (egalitarian processor sharing): each of k gets
 * min(1, cpus/k) of a CPU.
 *
 * In virtual time, which runs at the pace of one request's work, each request has a fixed finish; so only the first of
 * them needs an event, whatever k does meanwhile. As long as the node's tasks together never serve more requests at once than
 * there are CPUs, nothing is shared, and each request's finish is a plain event.
 */
export class NodeCpus implements Handler {
  readonly #loop: EventLoop;
  readonly #requests: RequestTable;
  readonly #cpus: number;
  readonly #finished: Handler;
  readonly #busy: TimeIntegrals;
  readonly #index: number;
  readonly #heap = new VirtualHeap();
  #slots = 0;
  #working = 0;
  #sharing = false;
  #virtualMs = 0;
  #virtualAtMs = 0;
  #event: EventId = -1;
  #eventDueMs = Number.POSITIVE_INFINITY;
  #firing = false;

  constructor(options: NodeCpusOptions) {
    this.#loop = options.loop;
    this.#requests = options.requests;
    this.#cpus = options.cpus;
    this.#finished = options.finished;
    this.#busy = options.busy;
    this.#index = options.index;
  }

  /** Requests that it works for. */
  get working(): number {
    return this.#working;
  }

  /** A task that serves so many at once has come. `running`: requests under work, with the work that is left of each. */
  addSlots(count: number, nowMs: number, running: () => Iterable<{ slot: number; leftMs: number }>): void {
    this.#slots += count;
    if (this.#sharing || this.#slots <= this.#cpus) return;
    this.#sharing = true;
    this.#virtualMs = 0;
    this.#virtualAtMs = nowMs;
    for (const { slot, leftMs } of running()) {
      this.#loop.cancel(this.#requests.finishEvent[slot]!);
      this.#heap.push(leftMs, slot);
    }
    this.#schedule(nowMs);
  }

  removeSlots(count: number): void {
    this.#slots -= count;
  }

  begin(slot: number, demandMs: number, nowMs: number): void {
    this.#count(1, nowMs);
    if (!this.#sharing) {
      this.#requests.finishDueMs[slot] = nowMs + demandMs;
      this.#requests.finishEvent[slot] = this.#loop.at(nowMs + demandMs, this.#finished, slot);
      return;
    }
    this.#advance(nowMs);
    this.#heap.push(this.#virtualMs + demandMs, slot);
    this.#schedule(nowMs);
  }

  /** A plain finish has fired. */
  end(nowMs: number): void {
    if (!this.#sharing) this.#count(-1, nowMs);
  }

  /** Nobody wants its work any more. Answers what is left of it, in ms of CPU. */
  withdraw(slot: number, nowMs: number): number {
    this.#count(-1, nowMs);
    if (!this.#sharing) {
      this.#loop.cancel(this.#requests.finishEvent[slot]!);
      return Math.max(0, this.#requests.finishDueMs[slot]! - nowMs);
    }
    this.#advance(nowMs);
    const leftMs = Math.max(0, this.#heap.remove(slot) - this.#virtualMs);
    this.#schedule(nowMs);
    return leftMs;
  }

  /** Whether it is sharing that decides when requests are done; else each has a CPU to itself. */
  get sharing(): boolean {
    return this.#sharing;
  }

  /** What is left to do, in ms of CPU, for each request that shares. */
  *leftOfSharers(nowMs: number): Iterable<{ slot: number; leftMs: number }> {
    const virtualMs = this.#virtualMs + this.#virtualPassedMs(nowMs);
    for (const { key, slot } of this.#heap.entries()) yield { slot, leftMs: Math.max(0, key - virtualMs) };
  }

  /** The first of those that share may be done. */
  fire(_a: number, _b: number, nowMs: number): void {
    this.#event = -1;
    this.#eventDueMs = Number.POSITIVE_INFINITY;
    this.#advance(nowMs);
    this.#firing = true;
    while (this.#heap.firstKey - this.#virtualMs <= doneMs) {
      this.#virtualMs = Math.max(this.#virtualMs, this.#heap.firstKey);
      const slot = this.#heap.pop();
      this.#count(-1, nowMs);
      this.#finished.fire(slot, 0, nowMs);
    }
    this.#firing = false;
    this.#schedule(nowMs);
  }

  /** Virtual time until now, at the pace that those had who shared until now. */
  #advance(nowMs: number): void {
    this.#virtualMs += this.#virtualPassedMs(nowMs);
    this.#virtualAtMs = nowMs;
  }

  #virtualPassedMs(nowMs: number): number {
    const sharers = this.#heap.size;
    return sharers === 0 ? 0 : (nowMs - this.#virtualAtMs) * Math.min(1, this.#cpus / sharers);
  }

  #schedule(nowMs: number): void {
    if (this.#firing) return;
    const cpus = this.#cpus;
    const loop = this.#loop;
    if (this.#heap.size === 0) {
      if (this.#event >= 0) loop.cancel(this.#event);
      this.#event = -1;
      this.#eventDueMs = Number.POSITIVE_INFINITY;
      this.#virtualMs = 0;
      this.#sharing = this.#slots > cpus;
      return;
    }
    const paceMs = Math.max(1, this.#heap.size / cpus);
    const dueMs = nowMs + (this.#heap.firstKey - this.#virtualMs) * paceMs;
    // An event that comes too early finds nothing done and looks again: cheaper than to move it at each arrival.
    if (this.#eventDueMs <= dueMs) return;
    if (this.#event >= 0) loop.cancel(this.#event);
    this.#event = loop.at(dueMs, this);
    this.#eventDueMs = dueMs;
  }

  #count(by: number, nowMs: number): void {
    this.#working += by;
    this.#busy.set(this.#index, Math.min(this.#working, this.#cpus), nowMs);
  }
}
