import type { EventId } from '../../kernel/event-loop.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import { type InstanceKey, instanceKey } from '../store/task-table.ts';
import type { Timers } from '../timers.ts';

/** So many slots and tasks to look at are not put off. */
const maxDirty = 1_000;

interface DirtyInstance {
  readonly serviceId: string;
  readonly key: InstanceKey;
}

/**
 * Forgets old tasks: those beyond the history limit of their slot (or node), and those that were to be removed and
 * have stopped. Source: SwarmKit `orchestrator/taskreaper/task_reaper.go`.
 */
export class TaskReaper implements Component {
  readonly resumesFirst = true;
  readonly #store: Store;
  readonly #loop: Timers;
  readonly #batchMs: number;
  #wake: () => void = () => {};
  readonly #dirty = new Map<string, DirtyInstance>();
  readonly #finished = new Set<string>();
  #timer: EventId | null = null;
  #due = false;
  #started = false;

  constructor(store: Store, loop: Timers, batchMs: number) {
    this.#store = store;
    this.#loop = loop;
    this.#batchMs = batchMs;
  }

  /** Whom to tell that there is work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  react(event: StoreEvent): void {
    if (event.kind !== 'task' || event.after === null) return;
    const task = event.after;
    if (event.before === null) this.#dirty.set(instanceId(task), { serviceId: task.serviceId, key: instanceKey(task) });
    else if (isFinishedRemoval(task)) this.#finished.add(task.id);
    if (this.#dirty.size + this.#finished.size > maxDirty) {
      this.#stopTimer();
      this.#prune();
    } else if (this.#timer === null) {
      this.#timer = this.#loop.call(this.#batchMs, () => {
        this.#timer = null;
        this.#due = true;
        this.#wake();
      });
    }
  }

  resume(): boolean {
    if (!this.#started) {
      this.#started = true;
      for (const task of this.#store.tasks.all()) if (isFinishedRemoval(task)) this.#finished.add(task.id);
      if (this.#finished.size > 0) this.#prune();
      return true;
    }
    if (!this.#due) return false;
    this.#due = false;
    this.#prune();
    return true;
  }

  #stopTimer(): void {
    if (this.#timer !== null) this.#loop.cancel(this.#timer);
    this.#timer = null;
  }

  #prune(): void {
    if (this.#dirty.size === 0 && this.#finished.size === 0) return;
    const doomed = new Set(this.#finished);
    this.#finished.clear();
    for (const [id, instance] of this.#dirty) {
      if (!this.#pruneInstance(instance, doomed)) this.#dirty.delete(id);
    }
    this.#store.batch((batch) => {
      for (const id of doomed) batch.update((tx) => tx.deleteTask(id));
    });
  }

  /** Adds the surplus tasks of a slot to `doomed`; whether the slot has to be looked at again. */
  #pruneInstance({ serviceId, key }: DirtyInstance, doomed: Set<string>): boolean {
    const service = this.#store.services.get(serviceId);
    if (service === undefined) return false;
    const limit = historyLimit(service, this.#store.settings.taskHistoryLimit);
    const tasks = this.#store.tasks.ofInstance(serviceId, key);
    let surplus = tasks.length - limit;
    if (limit < 0 || surplus <= 0) return false;
    let live = 0;
    for (const task of [...tasks].sort((a, b) => a.status.appliedAtMs - b.status.appliedAtMs)) {
      if (!isOver(task)) {
        live++;
        continue;
      }
      doomed.add(task.id);
      if (--surplus === 0) break;
    }
    return live > 1;
  }
}

/** How many tasks a slot keeps, the live one included; negative = all. */
function historyLimit(service: Service, clusterLimit: number): number {
  const { mode, task } = service.spec;
  if (mode.kind === 'replicated-job' || mode.kind === 'global-job') return -1;
  const maxAttempts = task.restart?.maxAttempts ?? 0;
  return maxAttempts > 0 ? maxAttempts + 1 : clusterLimit;
}

/** It has ended, or it will never run. */
function isOver(task: Task): boolean {
  const { state } = task.status;
  return state > TaskState.running || (state < TaskState.assigned && task.desiredState > TaskState.running);
}

function isFinishedRemoval(task: Task): boolean {
  const { state } = task.status;
  return task.desiredState === TaskState.remove && (state < TaskState.assigned || state >= TaskState.complete);
}

function instanceId(task: Task): string {
  return `${task.serviceId}/${instanceKey(task)}`;
}
