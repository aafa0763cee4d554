import type { EventId } from '../../kernel/event-loop.ts';
import type { Service, UpdateConfig } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { newTask } from '../orchestrator/new-task.ts';
import type { RestartSupervisor } from '../orchestrator/restart-supervisor.ts';
import { isGlobal } from '../orchestrator/service-kind.ts';
import type { IdSource } from '../store/ids.ts';
import type { Batch, Store } from '../store/store.ts';
import type { Timers } from '../timers.ts';

/** What a worker shares with its updater. */
export interface UpdateRun {
  readonly store: Store;
  readonly loop: Timers;
  readonly ids: IdSource;
  readonly restarts: RestartSupervisor;
  /** As it was when the run began. */
  readonly service: Service;
  readonly config: UpdateConfig;
  /** Tasks that this run made, with the time at which they came up (or ended without); `null` = not yet. */
  readonly startedAtMs: Map<string, number | null>;
  readonly isDirty: (task: Task) => boolean;
  /** The worker has something to do. */
  readonly wake: () => void;
}

/** What came of shutting down the old tasks of a slot. */
interface ShutDown {
  /** One of them. */
  task: Task | null;
  /** None could be shut down any more: somebody else has been at them. */
  tooLate: boolean;
}

/** What a worker has to do next, or waits for. */
type Step =
  | { readonly kind: 'idle' }
  | { readonly kind: 'wait-permission' }
  | { readonly kind: 'wait-running' }
  | { readonly kind: 'stop-old'; readonly slot: readonly Task[] }
  | { readonly kind: 'delay' };

/**
 * One of an update's parallel workers: takes a slot, replaces its tasks, waits for the new one to run, pauses for the
 * update delay, is idle again. Source: SwarmKit `updater.go` worker, updateTask, useExistingTask.
 */
export class UpdateWorker {
  readonly #run: UpdateRun;
  #step: Step = { kind: 'idle' };
  /** The new task that is to come up, and the tasks of its slot. */
  #awaited: { readonly id: string; readonly slot: readonly Task[] } | null = null;
  /** It came up (or ended) before its permission to start was through: looked at after that. */
  #early: Task | null = null;
  #delay: EventId | null = null;

  constructor(run: UpdateRun) {
    this.#run = run;
  }

  get idle(): boolean {
    return this.#step.kind === 'idle';
  }

  /** Takes a slot, with the tasks that it had when the run began. */
  take(slot: readonly Task[]): void {
    const clean = slot.filter((task) => !this.#run.isDirty(task));
    const existing =
      clean.find((task) => task.desiredState === TaskState.running) ??
      clean.findLast((task) => task.desiredState < TaskState.running);
    if (existing === undefined) this.#replace(slot);
    else this.#keep(slot, existing);
  }

  /** A task of the service has changed. */
  taskChanged(task: Task): void {
    if (this.#awaited?.id !== task.id || task.status.state < TaskState.running) return;
    if (this.#step.kind === 'wait-running') this.#cameUp(task);
    else this.#early ??= task;
  }

  /** Work that is due; `false` if there is none. */
  resume(): boolean {
    if (this.#step.kind !== 'stop-old') return false;
    const { slot } = this.#step;
    this.#run.store.batch((batch) => {
      this.#shutDown(batch, slot);
    });
    this.#pause();
    return true;
  }

  /** Stops waiting, for good. */
  cancel(): void {
    if (this.#delay !== null) this.#run.loop.cancel(this.#delay);
    this.#step = { kind: 'idle' };
    this.#awaited = null;
  }

  /** Puts a new task into the slot. */
  #replace(slot: readonly Task[]): void {
    const { store, ids, service, config, restarts, startedAtMs } = this.#run;
    const first = slot[0];
    if (first === undefined) throw new Error('an update was given an empty slot');
    const nodeId = isGlobal(service) ? first.nodeId : '';
    const fresh = { ...newTask(ids.next(), service, first.slot, nodeId, store.nowMs), desiredState: TaskState.ready };
    const startFirst = config.order === 'start-first';
    const old: ShutDown = { task: null, tooLate: !store.services.has(service.id) };
    startedAtMs.set(fresh.id, null);
    store.batch((batch) => {
      if (old.tooLate) return;
      batch.update((tx) => tx.createTask(fresh));
      if (!startFirst) Object.assign(old, this.#shutDown(batch, slot));
      if (old.tooLate) batch.drop();
    });
    if (old.tooLate) {
      this.#pause();
      return;
    }
    this.#awaited = { id: fresh.id, slot };
    this.#early = null;
    restarts.starts.add(fresh.id, old.task, 0);
    this.#afterPermission(fresh.id, () => {
      this.#step = { kind: 'wait-running' };
      if (this.#early !== null) this.#cameUp(this.#early);
    });
  }

  /** A task of the slot is up to date: the others go, and it may start. */
  #keep(slot: readonly Task[], existing: Task): void {
    const { store, restarts } = this.#run;
    const others = slot.filter((task) => task !== existing);
    const old: ShutDown = { task: null, tooLate: false };
    store.batch((batch) => {
      Object.assign(old, this.#shutDown(batch, others));
      if (old.tooLate) batch.drop();
    });
    if (old.tooLate || existing.desiredState === TaskState.running) {
      this.#pause();
      return;
    }
    restarts.starts.add(existing.id, old.task, 0);
    this.#afterPermission(existing.id, () => this.#pause());
  }

  #afterPermission(taskId: string, action: () => void): void {
    const step: Step = { kind: 'wait-permission' };
    this.#step = step;
    this.#run.restarts.starts.whenOver(taskId, () => {
      if (this.#step !== step) return;
      action();
      this.#run.wake();
    });
  }

  /**
   * Shuts tasks down that are still wanted. One that is not and would have been restarted counts as failed: somebody
   * else has been at it. One that has given up needs nothing.
   */
  #shutDown(batch: Batch, tasks: readonly Task[]): ShutDown {
    const { store, restarts, service } = this.#run;
    let shut: Task | null = null;
    let failed = false;
    for (const known of tasks) {
      batch.update((tx) => {
        const task = store.tasks.get(known.id);
        if (task === undefined) {
          failed = true;
        } else if (task.desiredState > TaskState.running) {
          if (restarts.shouldRestart(task, service)) failed = true;
          else shut = known;
        } else {
          tx.updateTask({ ...task, desiredState: TaskState.shutdown });
          shut = known;
        }
      });
    }
    return { task: shut, tooLate: failed && shut === null };
  }

  /** The new task runs, or has ended without. */
  #cameUp(task: Task): void {
    const { config, startedAtMs, store, wake } = this.#run;
    const slot = this.#awaited?.slot ?? [];
    this.#awaited = null;
    startedAtMs.set(task.id, store.nowMs);
    if (task.status.state === TaskState.running && config.order === 'start-first')
      this.#step = { kind: 'stop-old', slot };
    else this.#pause();
    wake();
  }

  #pause(): void {
    const { config, loop, wake } = this.#run;
    if (config.delayMs === 0) {
      this.#step = { kind: 'idle' };
      wake();
      return;
    }
    this.#step = { kind: 'delay' };
    this.#delay = loop.call(config.delayMs, () => {
      this.#delay = null;
      this.#step = { kind: 'idle' };
      wake();
    });
  }
}
