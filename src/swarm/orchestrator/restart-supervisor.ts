import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { IdSource } from '../store/ids.ts';
import type { Store } from '../store/store.ts';
import type { Transaction } from '../store/transaction.ts';
import type { Timers } from '../timers.ts';
import { DelayedStarts } from './delayed-starts.ts';
import { newTask } from './new-task.ts';
import { RestartHistory } from './restart-history.ts';
import { isGlobal, restartPolicy } from './service-kind.ts';

/**
 * Replaces tasks that have stopped or must leave their node, as their restart policy says, and holds the new ones
 * back for the restart delay. Source: SwarmKit `orchestrator/restart/restart.go`.
 */
export class RestartSupervisor implements Component {
  readonly starts: DelayedStarts;
  readonly #store: Store;
  readonly #ids: IdSource;
  readonly #history = new RestartHistory();
  /** Tasks that failed while they were held back, and are restarted once that is over. */
  readonly #waiters = new Set<string>();
  readonly #overdue: string[] = [];
  #wake: () => void = () => {};

  constructor(store: Store, loop: Timers, ids: IdSource) {
    this.#store = store;
    this.#ids = ids;
    this.starts = new DelayedStarts(store, loop, () => this.#wake());
  }

  /** Whom to tell that there is work. */
  onWork(wake: () => void): void {
    this.#wake = wake;
  }

  react(event: StoreEvent): void {
    this.starts.react(event);
  }

  resume(): boolean {
    const taskId = this.#overdue.shift();
    if (taskId === undefined) return this.starts.resume();
    this.#store.update((tx) => {
      const task = this.#store.tasks.get(taskId);
      if (task === undefined || task.desiredState > TaskState.complete) return;
      const service = this.#store.services.get(task.serviceId);
      if (service !== undefined) this.restart(tx, service, task);
    });
    return true;
  }

  /** Shuts a task down and, if its policy allows, puts a new one of the present spec in its place. */
  restart(tx: Transaction, service: Service, task: Task): void {
    if (this.starts.has(task.id)) {
      this.#restartLater(task.id);
      return;
    }
    tx.updateTask({ ...task, desiredState: TaskState.shutdown });
    if (!this.shouldRestart(task, service)) return;
    const { mode } = service.spec;
    const onItsNode = mode.kind === 'global' || mode.kind === 'global-job';
    const { nowMs } = this.#store;
    const fresh = onItsNode
      ? newTask(this.#ids.next(), service, 0, task.nodeId, nowMs)
      : newTask(this.#ids.next(), service, task.slot, '', nowMs);
    const node = this.#store.nodes.get(task.nodeId);
    const delayMs = node?.spec.availability === 'drain' ? 0 : restartPolicy(task).delayMs;
    const waitsForStop = node?.status.state !== 'down' && task.status.state <= TaskState.running;
    const created = tx.createTask({ ...fresh, desiredState: TaskState.ready });
    this.#history.record(created, nowMs);
    this.starts.add(created.id, waitsForStop ? task : null, delayMs);
  }

  /** Whether the restart policy lets a new task take this one's place. */
  shouldRestart(task: Task, service: Service): boolean {
    return this.#history.allows(task, service);
  }

  /**
   * The tasks of a slot that an update has to look at: those that are wanted, or else the newest, if it has given up
   * for good. Empty = a dead slot. During a rollback what has given up counts as dead, so that the service converges.
   */
  updatable(slot: readonly Task[], service: Service): Task[] {
    const wanted = slot.filter((task) => task.desiredState <= TaskState.running);
    if (wanted.length > 0 || slot.length === 0) return wanted;
    if (service.updateStatus?.state === 'rollback_started') return [];
    const newest = slot.reduce((best, task) => (task.status.appliedAtMs > best.status.appliedAtMs ? task : best));
    return this.shouldRestart(newest, service) ? [] : [newest];
  }

  /** A replacement that an earlier leader has made. */
  recall(replacement: Task): void {
    const service = this.#store.services.get(replacement.serviceId);
    const nodeId = isGlobal(service) ? replacement.nodeId : '';
    this.#history.record({ ...replacement, nodeId }, replacement.createdAtMs);
  }

  forgetService(serviceId: string): void {
    this.#history.forget(serviceId);
  }

  #restartLater(taskId: string): void {
    if (this.#waiters.has(taskId)) return;
    this.#waiters.add(taskId);
    this.starts.whenOver(taskId, () => {
      this.#waiters.delete(taskId);
      this.#overdue.push(taskId);
      this.#wake();
    });
  }
}
