import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import type { TimeIntegrals } from '../../metrics/time-integrals.ts';
import type { RequestTable } from '../request-table.ts';
import type { TaskHandle } from '../traffic-options.ts';
import type { CpuCapacity, CpuShares, Remaining, WorkOutlet } from './cpu-shares.ts';
import { EqualShares } from './equal-shares.ts';
import { none } from './station.ts';
import { limitBinds, type TaskCpus } from './task-cpus.ts';
import { type Grant, TaskShares } from './task-shares.ts';

export interface NodeCpusOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly capacity: CpuCapacity;
  /** Is fired with a request whose demand is met. */
  readonly finished: Handler;
  /** CPUs that work, by node, and this node's number there. */
  readonly busy: TimeIntegrals;
  readonly index: number;
  /** What requests that have a CPU to themselves have left. */
  readonly alone: (capacity: CpuCapacity) => Iterable<Remaining>;
}

/** Requests that share have CPUs to themselves again when they are at most so many of those that could: not at each turn of a busy hour. */
const aloneAgain = 0.5;

/**
 * A node's CPUs, and how they are shared at present:
 *
 * - As long as there are no more requests under work than CPUs, nothing is shared, and each request's finish is a plain event.
 * - Else requests share equally (`EqualShares`),
 * - but if tasks have weights of their own, tasks share first (`TaskShares`); so they do from the beginning if one has a limit or
 *   stands still.
 *
 * It goes on to a later one of these at once, and back when nothing is under work; from equal shares to none also when few are.
 */
export class NodeCpus implements WorkOutlet {
  readonly #loop: EventLoop;
  readonly #requests: RequestTable;
  readonly #finished: Handler;
  readonly #busy: TimeIntegrals;
  readonly #index: number;
  readonly #alone: NodeCpusOptions['alone'];
  readonly #tasks = new Map<TaskHandle, TaskCpus>();
  readonly #equal: EqualShares;
  readonly #byTask: TaskShares;
  #capacity: CpuCapacity;
  #msPerWork: number;
  #working = 0;
  /** What waits for tasks that stand still. */
  #waiting: { readonly task: TaskHandle; readonly action: () => void }[] = [];
  /** `null` = each request has a CPU to itself. */
  #shares: CpuShares | null = null;
  /** What it is to be when requests share. */
  #wanted: CpuShares;
  /** So many requests may have a CPU to themselves; none where even a single one may not have all of it. */
  #mostAlone = 0;

  constructor(options: NodeCpusOptions) {
    const { capacity } = options;
    this.#loop = options.loop;
    this.#requests = options.requests;
    this.#finished = options.finished;
    this.#busy = options.busy;
    this.#index = options.index;
    this.#alone = options.alone;
    this.#capacity = capacity;
    this.#msPerWork = 1 / capacity.speed;
    this.#equal = new EqualShares({ ...options, outlet: this });
    this.#byTask = new TaskShares({ ...options, outlet: this, taskCpus: (task) => this.#tasks.get(task)! });
    this.#wanted = this.#equal;
    this.#choose();
  }

  /** Requests that it works for. */
  get working(): number {
    return this.#working;
  }

  get capacity(): CpuCapacity {
    return this.#capacity;
  }

  addTask(task: TaskCpus, nowMs: number): void {
    this.#tasks.set(task.task, task);
    this.#shareMore(nowMs);
  }

  /** It has no request under work any more. */
  removeTask(task: TaskHandle): void {
    this.#tasks.delete(task);
    this.#choose();
    this.#relax();
  }

  /** The task stands still from now on, or (−1) goes on: as often as it was told to stand still. */
  pause(task: TaskHandle, by: 1 | -1, nowMs: number): void {
    const rules = this.#tasks.get(task);
    if (rules === undefined) return;
    rules.pauses += by;
    this.#shareMore(nowMs);
    this.#byTask.rulesChanged(nowMs);
    this.#relax();
    if (by < 0) this.#wake();
  }

  /** Whether nothing is done for the task at present: it, or all of its machine, stands still. */
  standsStill(task: TaskHandle): boolean {
    return this.#capacity.cpus === 0 || (this.#tasks.get(task)?.pauses ?? 0) > 0;
  }

  /** Calls back when a task that stands still goes on, or has gone. */
  whenItGoesOn(task: TaskHandle, action: () => void): void {
    this.#waiting.push({ task, action });
  }

  #wake(): void {
    const due = this.#waiting.filter(({ task }) => !this.standsStill(task));
    this.#waiting = this.#waiting.filter(({ task }) => this.standsStill(task));
    for (const { action } of due) action();
  }

  setCapacity(capacity: CpuCapacity, nowMs: number): void {
    if (this.#shares === null && this.#working > 0) this.#moveTo(this.#equal, nowMs);
    this.#capacity = capacity;
    this.#msPerWork = 1 / capacity.speed;
    this.#equal.setCapacity(capacity, nowMs);
    this.#byTask.setCapacity(capacity, nowMs);
    this.#shareMore(nowMs);
    this.#relax();
    if (this.#waiting.length > 0) this.#wake();
  }

  begin(slot: number, workMs: number, nowMs: number): void {
    this.#working++;
    if (this.#shares === null && this.#working > this.#mostAlone) this.#moveTo(this.#wanted, nowMs, slot);
    if (this.#shares !== null) {
      this.#shares.begin(slot, workMs, nowMs);
      return;
    }
    this.#busy.set(this.#index, this.#working, nowMs);
    this.#workAlone(slot, workMs, nowMs);
  }

  #workAlone(slot: number, workMs: number, nowMs: number): void {
    const dueMs = nowMs + workMs * this.#msPerWork;
    this.#requests.finishDueMs[slot] = dueMs;
    this.#requests.finishEvent[slot] = this.#loop.at(dueMs, this.#finished, slot);
  }

  /** A request's finish has fired. */
  end(nowMs: number): void {
    this.#working--;
    if (this.#shares === null) this.#busy.set(this.#index, this.#working, nowMs);
  }

  /** Nobody wants its work any more. Answers what is left of it. */
  withdraw(slot: number, nowMs: number): number {
    this.#working--;
    if (this.#shares !== null) return this.#shares.withdraw(slot, nowMs);
    this.#loop.cancel(this.#requests.finishEvent[slot]!);
    this.#busy.set(this.#index, this.#working, nowMs);
    return Math.max(0, this.#requests.finishDueMs[slot]! - nowMs) * this.#capacity.speed;
  }

  /** All that it works for, with what is left to do. */
  remaining(nowMs: number): Iterable<Remaining> {
    return this.#shares === null ? this.#alone(this.#capacity) : this.#shares.remaining(nowMs);
  }

  /** What each task with work gets at this instant, where tasks share; else `null`. */
  grants(): Grant[] | null {
    return this.#shares === this.#byTask ? this.#byTask.grants() : null;
  }

  met(slot: number, nowMs: number): void {
    this.#finished.fire(slot, 0, nowMs);
  }

  emptied(): void {
    this.#relax();
  }

  settled(nowMs: number): void {
    if (this.#shares === this.#equal && this.#working <= aloneAgain * this.#mostAlone) this.#moveTo(null, nowMs);
  }

  /** Back to what is simplest. */
  #relax(): void {
    if (this.#working === 0) this.#shares = null;
  }

  #shareMore(nowMs: number): void {
    this.#choose();
    const shares = this.#shares === null ? this.#working > this.#mostAlone : this.#shares !== this.#byTask;
    if (shares) this.#moveTo(this.#wanted, nowMs);
  }

  #choose(): void {
    const tasks = [...this.#tasks.values()];
    const isBound = tasks.some((task) => limitBinds(task) || task.pauses > 0);
    this.#mostAlone = isBound ? 0 : Math.floor(this.#capacity.cpus);
    const byTask = isBound || (tasks.length > 1 && tasks.some(({ weight }) => weight !== null));
    this.#wanted = byTask ? this.#byTask : this.#equal;
  }

  /** `without`: a request whose work has not begun. */
  #moveTo(shares: CpuShares | null, nowMs: number, without = none): void {
    const before = this.#shares;
    if (before === shares) return;
    const running = [...this.remaining(nowMs)].filter(({ slot }) => slot !== without);
    this.#shares = shares;
    if (before === null) for (const { slot } of running) this.#loop.cancel(this.#requests.finishEvent[slot]!);
    else before.clear();
    for (const { slot, leftMs } of running) {
      if (shares === null) this.#workAlone(slot, leftMs, nowMs);
      else shares.begin(slot, leftMs, nowMs);
    }
  }
}
