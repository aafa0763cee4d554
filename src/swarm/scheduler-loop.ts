import type { EventId } from '../kernel/event-loop.ts';
import type { RandomStream } from '../kernel/random-stream.ts';
import type { GenericResource } from './objects/resources.ts';
import type { Task, TaskStatus } from './objects/task.ts';
import { TaskState } from './objects/task-state.ts';
import type { Timings } from './profile.ts';
import type { Component } from './reactor.ts';
import { inMapOrder } from './scheduler/map-order.ts';
import type { Scheduler } from './scheduler/scheduler.ts';
import type { StoreEvent } from './store/feed.ts';
import type { Store } from './store/store.ts';
import type { Transaction } from './store/transaction.ts';
import type { Timers } from './timers.ts';

const assignedMessage = 'scheduler assigned task to node';
const confirmedMessage = 'scheduler confirmed task can run on preassigned node';

/** What is to become of a task. */
interface Decision {
  /** As the scheduler knew it. */
  readonly task: Task;
  readonly nodeId: string;
  readonly status: TaskStatus;
  readonly generic: readonly GenericResource[];
}

/**
 * When the scheduler decides, and on what: it waits until commits have ceased for a while, first confirms tasks that
 * have their node already, then places the others, in groups that share a spec. A task that finds no node waits for
 * the next event that may help. Source: SwarmKit `manager/scheduler/scheduler.go` Run, tick.
 */
export class SchedulerLoop implements Component {
  readonly resumesFirst = true;
  readonly #store: Store;
  readonly #loop: Timers;
  readonly #scheduler: Scheduler;
  readonly #timings: Timings;
  readonly #random: RandomStream;
  readonly #unassigned = new Map<string, Task>();
  readonly #preassigned = new Map<string, Task>();
  #timer: EventId | null = null;
  #debouncingSinceMs = 0;
  #tickRequired = true;
  #due = false;
  #started = false;
  #wake: () => void = () => {};

  constructor(store: Store, loop: Timers, scheduler: Scheduler, timings: Timings, random: RandomStream) {
    this.#store = store;
    this.#loop = loop;
    this.#scheduler = scheduler;
    this.#timings = timings;
    this.#random = random;
  }

  /** Whom to tell that there is work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  react(event: StoreEvent): void {
    if (!this.#started) return;
    if (event.kind === 'commit') this.#committed();
    else if (event.kind === 'task') this.#taskChanged(event.before, event.after);
    else if (event.kind === 'node') {
      if (event.after === null) this.#scheduler.removeNode(event.before?.id ?? '');
      else {
        this.#scheduler.upsertNode(event.after);
        this.#tickRequired = true;
      }
    }
  }

  resume(): boolean {
    if (!this.#started) {
      this.#start();
      return true;
    }
    if (!this.#due) return false;
    this.#due = false;
    this.#schedule();
    return true;
  }

  #start(): void {
    this.#started = true;
    for (const node of this.#store.nodes.values()) this.#scheduler.upsertNode(node);
    for (const task of this.#store.tasks.all()) {
      const { state } = task.status;
      const abandoned = state === TaskState.pending && task.desiredState > TaskState.complete;
      if (state >= TaskState.pending && state <= TaskState.running && !abandoned) this.#track(task);
    }
    this.#schedule();
  }

  #committed(): void {
    const { schedulerDebounceMs, schedulerMaxWaitMs } = this.#timings;
    const { nowMs } = this.#loop;
    if (this.#timer === null) this.#debouncingSinceMs = nowMs;
    else {
      this.#loop.cancel(this.#timer);
      this.#timer = null;
      if (nowMs - this.#debouncingSinceMs > schedulerMaxWaitMs) {
        this.#schedule();
        return;
      }
    }
    this.#timer = this.#loop.call(schedulerDebounceMs, () => {
      this.#timer = null;
      this.#due = true;
      this.#wake();
    });
  }

  #taskChanged(before: Task | null, after: Task | null): void {
    const task = after ?? before;
    if (task === null) return;
    if (after !== null && after.status.state < TaskState.pending) return;
    if (after !== null && after.status.state <= TaskState.running) {
      this.#track(after);
      if (after.nodeId === '') this.#tickRequired = true;
      return;
    }
    this.#unassigned.delete(task.id);
    this.#preassigned.delete(task.id);
    const madeRoom = after === null ? this.#scheduler.deleteTask(task.id) : this.#scheduler.upsertTask(after);
    if (madeRoom) this.#tickRequired = true;
  }

  #track(task: Task): void {
    this.#unassigned.delete(task.id);
    this.#preassigned.delete(task.id);
    if (task.nodeId === '') this.#unassigned.set(task.id, task);
    else if (task.status.state === TaskState.pending) this.#preassigned.set(task.id, task);
    this.#scheduler.upsertTask(task);
  }

  #schedule(): void {
    if (this.#preassigned.size > 0) this.#confirmPreassigned();
    if (!this.#tickRequired) return;
    this.#tickRequired = false;
    this.#tick();
  }

  #confirmPreassigned(): void {
    const decisions: Decision[] = [];
    for (const task of this.#preassigned.values()) {
      if (!this.#store.nodes.has(task.nodeId)) continue;
      const fit = this.#scheduler.checkPreassigned(task);
      decisions.push(
        fit.ok
          ? { task, nodeId: task.nodeId, status: this.#assigned(confirmedMessage), generic: fit.generic }
          : { task, nodeId: task.nodeId, status: this.#refused(task, fit.explanation), generic: task.assignedGeneric },
      );
    }
    for (const decision of decisions) {
      if (decision.status.state === TaskState.assigned) this.#preassigned.delete(decision.task.id);
    }
    for (const { task } of this.#apply(decisions)) this.#preassigned.set(task.id, task);
  }

  #tick(): void {
    const decisions: Decision[] = [];
    for (const group of this.#takeGroups()) {
      const { assignments, unplaced, explanation } = this.#scheduler.scheduleGroup(group);
      for (const { task, nodeId, generic } of assignments) {
        decisions.push({ task, nodeId, status: this.#assigned(assignedMessage), generic });
      }
      const error = explanation === '' ? 'no suitable node' : `no suitable node (${explanation})`;
      for (const task of unplaced) {
        const decision = this.#noSuitableNode(task, error);
        if (decision !== null) decisions.push(decision);
      }
    }
    for (const { task } of this.#apply(decisions)) this.#unassigned.set(task.id, task);
  }

  /** All tasks without a node, in groups that share a service and a spec. */
  #takeGroups(): Task[][] {
    const groups = new Map<string, Task[]>();
    for (const task of this.#unassigned.values()) {
      const key = task.specVersion === null ? task.id : `${task.serviceId}/${task.specVersion}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [task]);
      else group.push(task);
    }
    this.#unassigned.clear();
    return this.#inTheirTurns([...groups.values()]);
  }

  /**
   * Services that wait for room already get it in any order: SwarmKit walks a Go map. Where no two have waited, they come
   * in the order of their making.
   */
  #inTheirTurns(groups: Task[][]): Task[][] {
    const waiting = groups.filter(([first]) => first !== undefined && first.status.err !== '');
    return waiting.length > 1 ? inMapOrder(groups, this.#random) : groups;
  }

  #noSuitableNode(task: Task, error: string): Decision | null {
    const service = this.#store.services.get(task.serviceId);
    if (service === undefined) return null;
    const unchanged = { task, nodeId: '', generic: task.assignedGeneric };
    if (task.specVersion === null || task.specVersion >= service.specVersion) {
      this.#unassigned.set(task.id, task);
      return { ...unchanged, status: this.#refused(task, error) };
    }
    if (task.status.state !== TaskState.pending || task.desiredState < TaskState.shutdown) return null;
    return { ...unchanged, status: { ...this.#refused(task, ''), state: TaskState.shutdown } };
  }

  #assigned(message: string): TaskStatus {
    const { nowMs } = this.#loop;
    return { state: TaskState.assigned, message, err: '', timestampMs: nowMs, appliedAtMs: nowMs, exitCode: null };
  }

  #refused(task: Task, err: string): TaskStatus {
    const { nowMs } = this.#loop;
    return { ...task.status, err, timestampMs: nowMs, appliedAtMs: nowMs };
  }

  /** Writes decisions; answers those that came too late, because the task has changed meanwhile. */
  #apply(decisions: readonly Decision[]): Decision[] {
    const failed: Decision[] = [];
    if (decisions.length === 0) return failed;
    this.#store.batch((batch) => {
      for (const decision of decisions) {
        batch.update((tx) => {
          if (!this.#write(tx, decision)) failed.push(decision);
        });
      }
    });
    return failed;
  }

  #write(tx: Transaction, { task, nodeId, status, generic }: Decision): boolean {
    const stored = this.#store.tasks.get(task.id);
    if (stored === undefined) {
      this.#unassigned.delete(task.id);
      this.#scheduler.deleteTask(task.id);
      return true;
    }
    const { state, message, err } = stored.status;
    if (state === status.state && message === status.message && err === status.err) return true;
    if (stored.version !== task.version) {
      this.#scheduler.undo(task.id);
      return false;
    }
    tx.updateTask({ ...task, nodeId, status, assignedGeneric: generic });
    return true;
  }
}
