import type { Handler } from '../../kernel/event-loop.ts';
import type { TimeIntegrals } from '../../metrics/time-integrals.ts';
import type { RequestTable } from '../request-table.ts';
import type { TaskHandle } from '../traffic-options.ts';
import { type CpuCapacity, type CpuShares, isDone, type Remaining, type WorkOutlet } from './cpu-shares.ts';
import { EarliestEvent } from './earliest-event.ts';
import type { SharesOptions } from './equal-shares.ts';
import { type Claim, fillClaims } from './fill-claims.ts';
import type { TaskCpus } from './task-cpus.ts';
import { VirtualHeap } from './virtual-heap.ts';

export interface TaskSharesOptions extends SharesOptions {
  readonly requests: RequestTable;
  readonly taskCpus: (task: TaskHandle) => TaskCpus;
}

/** A task's requests under work: they share its CPUs equally, in a virtual time of their own. */
class Group implements Claim {
  readonly rules: TaskCpus;
  readonly heap = new VirtualHeap();
  virtualMs = 0;
  grantedCpus = 0;
  /** Work that each of its requests gets per ms. */
  pace = 0;

  constructor(rules: TaskCpus) {
    this.rules = rules;
  }

  get wantedCpus(): number {
    return this.rules.pauses > 0 ? 0 : Math.min(this.heap.size, this.rules.limitCpus);
  }

  get weight(): number {
    return this.rules.weight ?? this.heap.size;
  }
}

/** What a task gets at this instant. */
export interface Grant {
  readonly rules: TaskCpus;
  readonly requests: number;
  readonly cpus: number;
}

/**
 * CPUs shared among tasks first, by weight and within their limits, then equally among the requests of each. Only the tasks
 * that have work are looked at when that changes; a request among many of its task costs the logarithm of their number.
 */
export class TaskShares implements CpuShares, Handler {
  size = 0;
  readonly #event: EarliestEvent;
  readonly #outlet: WorkOutlet;
  readonly #requests: RequestTable;
  readonly #rulesOf: (task: TaskHandle) => TaskCpus;
  readonly #busy: TimeIntegrals;
  readonly #index: number;
  readonly #groups = new Map<TaskHandle, Group>();
  /** Groups with work; while it fires, perhaps some without. */
  readonly #active: Group[] = [];
  #cpus: number;
  #speed: number;
  #advancedMs = 0;
  #firing = false;

  constructor(options: TaskSharesOptions) {
    this.#event = new EarliestEvent(options.loop, this);
    this.#outlet = options.outlet;
    this.#requests = options.requests;
    this.#rulesOf = options.taskCpus;
    this.#busy = options.busy;
    this.#index = options.index;
    this.#cpus = options.capacity.cpus;
    this.#speed = options.capacity.speed;
  }

  begin(slot: number, workMs: number, nowMs: number): void {
    this.#advance(nowMs);
    const group = this.#groupOf(slot);
    if (group.heap.size === 0 && !this.#active.includes(group)) this.#active.push(group);
    group.heap.push(group.virtualMs + workMs, slot);
    this.size++;
    this.#share(nowMs);
  }

  withdraw(slot: number, nowMs: number): number {
    this.#advance(nowMs);
    const group = this.#groupOf(slot);
    const leftMs = Math.max(0, group.heap.remove(slot) - group.virtualMs);
    this.size--;
    this.#share(nowMs);
    return leftMs;
  }

  setCapacity({ cpus, speed }: CpuCapacity, nowMs: number): void {
    this.#advance(nowMs);
    this.#cpus = cpus;
    this.#speed = speed;
    if (this.size > 0) this.#share(nowMs);
  }

  /** A task's rules are others from now on. */
  rulesChanged(nowMs: number): void {
    if (this.size === 0) return;
    this.#advance(nowMs);
    this.#share(nowMs);
  }

  *remaining(nowMs: number): Iterable<Remaining> {
    for (const { heap, virtualMs, pace } of this.#active) {
      const doneMs = virtualMs + (nowMs - this.#advancedMs) * pace;
      for (const { key, slot } of heap.entries()) yield { slot, leftMs: Math.max(0, key - doneMs) };
    }
  }

  /** What each task with work gets. */
  grants(): Grant[] {
    return this.#active.map(({ rules, heap, grantedCpus }) => ({ rules, requests: heap.size, cpus: grantedCpus }));
  }

  clear(): void {
    this.#event.forget();
    this.#groups.clear();
    this.#active.length = 0;
    this.size = 0;
  }

  /** The first of some task's requests may be done. */
  fire(_a: number, _b: number, nowMs: number): void {
    this.#event.fired();
    this.#advance(nowMs);
    this.#firing = true;
    for (let i = 0; i < this.#active.length; i++) this.#finish(this.#active[i]!, nowMs);
    this.#firing = false;
    this.#share(nowMs);
    this.#outlet.settled(nowMs);
  }

  #finish(group: Group, nowMs: number): void {
    const { heap, pace } = group;
    while (heap.size > 0 && isDone(heap.firstKey - group.virtualMs, 1 / pace, nowMs)) {
      group.virtualMs = Math.max(group.virtualMs, heap.firstKey);
      this.size--;
      this.#outlet.met(heap.pop(), nowMs);
    }
  }

  #groupOf(slot: number): Group {
    const task = this.#requests.task[slot]!;
    let group = this.#groups.get(task);
    if (group === undefined) {
      group = new Group(this.#rulesOf(task));
      this.#groups.set(task, group);
    }
    return group;
  }

  /** What each got since the last change. */
  #advance(nowMs: number): void {
    const passedMs = nowMs - this.#advancedMs;
    this.#advancedMs = nowMs;
    if (passedMs === 0) return;
    for (const group of this.#active) group.virtualMs += passedMs * group.pace;
  }

  /** What each gets from now on, and when the first is done with that. */
  #share(nowMs: number): void {
    if (this.#firing) return;
    this.#dropIdle();
    fillClaims(this.#active, this.#cpus);
    let usedCpus = 0;
    let dueMs = Number.POSITIVE_INFINITY;
    for (const group of this.#active) {
      group.pace = (group.grantedCpus / group.heap.size) * this.#speed;
      usedCpus += group.grantedCpus;
      if (group.pace > 0)
        dueMs = Math.min(dueMs, nowMs + Math.max(0, group.heap.firstKey - group.virtualMs) / group.pace);
    }
    this.#busy.set(this.#index, usedCpus, nowMs);
    if (this.size > 0) {
      this.#event.noLaterThan(dueMs);
      return;
    }
    this.#event.forget();
    this.#outlet.emptied();
  }

  #dropIdle(): void {
    let kept = 0;
    for (const group of this.#active) {
      if (group.heap.size > 0) this.#active[kept++] = group;
      else group.virtualMs = 0;
    }
    this.#active.length = kept;
  }
}
