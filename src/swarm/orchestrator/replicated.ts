import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { Batch } from '../store/store.ts';
import { checkTasks } from './check-tasks.ts';
import { isInvalidNode } from './invalid-node.ts';
import { newTask } from './new-task.ts';
import type { OrchestratorTools } from './orchestrator-tools.ts';
import { removeTasksOfService } from './remove-tasks.ts';
import { byWorthKeeping, type Slot } from './scale-down.ts';
import { isReplicated } from './service-kind.ts';

/**
 * Keeps as many tasks of each replicated service as its spec asks for, and replaces those that end or must leave
 * their node. Source: SwarmKit `orchestrator/replicated`.
 */
export class ReplicatedOrchestrator implements Component {
  readonly #tools: OrchestratorTools;
  /** As the latest event told of them. */
  readonly #toReconcile = new Map<string, Service>();
  readonly #toRestart = new Set<string>();
  #started = false;

  constructor(tools: OrchestratorTools) {
    this.#tools = tools;
  }

  react(event: StoreEvent): void {
    if (event.kind === 'commit') this.#tick();
    else if (event.kind === 'service') this.#serviceChanged(event.before, event.after);
    else if (event.kind === 'task') this.#taskChanged(event.before, event.after);
    else if (event.after === null) this.#restartTasksOf(event.before?.id ?? '');
    else if (isInvalidNode(event.after)) this.#restartTasksOf(event.after.id);
  }

  /** The first look at what is there. */
  resume(): boolean {
    if (this.#started) return false;
    this.#started = true;
    for (const service of this.#tools.store.services.values()) {
      if (isReplicated(service)) this.#toReconcile.set(service.id, service);
    }
    checkTasks(this.#tools, isReplicated, (task) => this.#examine(task));
    this.#tick();
    return true;
  }

  #tick(): void {
    if (!this.#started) return;
    this.#restartTasks();
    if (this.#toReconcile.size === 0) return;
    const services = [...this.#toReconcile.values()];
    this.#toReconcile.clear();
    for (const service of services) this.#reconcile(service);
  }

  #serviceChanged(before: Service | null, after: Service | null): void {
    const service = after ?? before;
    if (service === null || !isReplicated(service)) return;
    if (after !== null) {
      this.#toReconcile.set(after.id, after);
      return;
    }
    removeTasksOfService(this.#tools.store, service);
    this.#tools.restarts.forgetService(service.id);
    this.#toReconcile.delete(service.id);
  }

  #taskChanged(before: Task | null, after: Task | null): void {
    if (after !== null) {
      this.#examine(after);
      return;
    }
    if (before === null) return;
    if (before.desiredState <= TaskState.running) {
      const service = this.#tools.store.services.get(before.serviceId);
      if (isReplicated(service)) this.#toReconcile.set(service.id, service);
    }
    this.#tools.restarts.starts.cancel(before.id);
  }

  /** Notes a task that has ended although it is wanted, or whose node cannot keep it. */
  #examine(task: Task): void {
    if (task.desiredState > TaskState.running) return;
    const { store } = this.#tools;
    if (!isReplicated(store.services.get(task.serviceId))) return;
    const leaves = task.nodeId !== '' && isInvalidNode(store.nodes.get(task.nodeId));
    if (task.status.state > TaskState.running || leaves) this.#toRestart.add(task.id);
  }

  #restartTasksOf(nodeId: string): void {
    const { store } = this.#tools;
    for (const task of store.tasks.ofNode(nodeId)) {
      if (task.desiredState > TaskState.running) continue;
      if (isReplicated(store.services.get(task.serviceId))) this.#toRestart.add(task.id);
    }
  }

  #restartTasks(): void {
    if (this.#toRestart.size === 0) return;
    const { store, restarts } = this.#tools;
    const taskIds = [...this.#toRestart];
    this.#toRestart.clear();
    store.batch((batch) => {
      for (const id of taskIds) {
        batch.update((tx) => {
          const task = store.tasks.get(id);
          if (task === undefined || task.desiredState > TaskState.running) return;
          const service = store.services.get(task.serviceId);
          if (isReplicated(service)) restarts.restart(tx, service, task);
        });
      }
    });
  }

  #reconcile(service: Service): void {
    if (service.spec.mode.kind !== 'replicated') return;
    const { store, restarts, updates, random } = this.#tools;
    const live = new Map<number, Slot>();
    const dead = new Map<number, Slot>();
    for (const [key, tasks] of store.tasks.instancesOf(service.id)) {
      const updatable = restarts.updatable(tasks, service);
      if (updatable.length > 0) live.set(Number(key), updatable);
      else dead.set(Number(key), [...tasks]);
    }
    const { replicas } = service.spec.mode;
    if (replicas > live.size) {
      updates.update(service, random.shuffle([...live.values()]));
      store.batch((batch) => {
        this.#addTasks(batch, service, live, dead, replicas - live.size);
        deleteSlots(batch, dead);
      });
    } else if (replicas < live.size) {
      const sorted = byWorthKeeping([...live.values()]);
      updates.update(service, sorted.slice(0, replicas));
      store.batch((batch) => {
        deleteSlots(batch, dead);
        this.#removeSlots(batch, sorted.slice(replicas));
      });
    } else {
      store.batch((batch) => deleteSlots(batch, dead));
      updates.update(service, random.shuffle([...live.values()]));
    }
  }

  /** New tasks in the lowest slots that have no live one; a dead slot keeps its history. */
  #addTasks(batch: Batch, service: Service, live: Map<number, Slot>, dead: Map<number, Slot>, count: number): void {
    const { store, ids } = this.#tools;
    let slot = 0;
    for (let i = 0; i < count; i++) {
      do slot++;
      while (live.has(slot));
      dead.delete(slot);
      batch.update((tx) => tx.createTask(newTask(ids.next(), service, slot, '', store.nowMs)));
    }
  }

  #removeSlots(batch: Batch, slots: readonly Slot[]): void {
    const { store } = this.#tools;
    for (const { id } of slots.flat()) {
      batch.update((tx) => {
        const task = store.tasks.get(id);
        if (task !== undefined && task.desiredState < TaskState.remove) {
          tx.updateTask({ ...task, desiredState: TaskState.remove });
        }
      });
    }
  }
}

function deleteSlots(batch: Batch, slots: Map<number, Slot>): void {
  for (const { id } of [...slots.values()].flat()) batch.update((tx) => tx.deleteTask(id));
}
