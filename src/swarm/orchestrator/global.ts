import type { SwarmNode } from '../objects/node.ts';
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
import { isGlobal } from './service-kind.ts';
import { isTaskDirty, satisfies } from './task-dirty.ts';

/**
 * Keeps one task of each global service on each node that its constraints allow. It reacts to every single event, not
 * at the commit, and keeps its own list of nodes. Source: SwarmKit `orchestrator/global/global.go`.
 */
export class GlobalOrchestrator implements Component {
  readonly greedy = true;
  readonly #tools: OrchestratorTools;
  /** Nodes that are neither down nor drained, as the latest event told of them. */
  readonly #nodes = new Map<string, SwarmNode>();
  readonly #services = new Map<string, Service>();
  readonly #toRestart = new Set<string>();
  #started = false;

  constructor(tools: OrchestratorTools) {
    this.#tools = tools;
  }

  react(event: StoreEvent): void {
    if (!this.#started) return;
    if (event.kind === 'service') this.#serviceChanged(event.before, event.after);
    else if (event.kind === 'node') this.#nodeChanged(event.before, event.after);
    else if (event.kind === 'task') this.#taskChanged(event.before, event.after);
    else return;
    this.#restartTasks();
  }

  /** The first look at what is there. */
  resume(): boolean {
    if (this.#started) return false;
    this.#started = true;
    const { store } = this.#tools;
    for (const node of store.nodes.values()) this.#keepNode(node);
    for (const service of store.services.values()) {
      if (isGlobal(service)) this.#services.set(service.id, service);
    }
    checkTasks(this.#tools, isGlobal, (task, batch) => this.#fix(task, batch));
    this.#restartTasks();
    for (const service of [...this.#services.values()]) this.#reconcile(service);
    return true;
  }

  #serviceChanged(before: Service | null, after: Service | null): void {
    const service = after ?? before;
    if (service === null || !isGlobal(service)) return;
    if (after !== null) {
      this.#services.set(after.id, after);
      this.#reconcile(after);
      return;
    }
    removeTasksOfService(this.#tools.store, service);
    this.#services.delete(service.id);
    this.#tools.restarts.forgetService(service.id);
  }

  #nodeChanged(before: SwarmNode | null, after: SwarmNode | null): void {
    if (after !== null) {
      this.#keepNode(after);
      this.#reconcileNode(after);
    } else if (before !== null) {
      this.#forTasksOf(before.id, (batch, task) => batch.update((tx) => tx.deleteTask(task.id)));
      this.#nodes.delete(before.id);
    }
  }

  #taskChanged(before: Task | null, after: Task | null): void {
    if (after === null) {
      if (before !== null) this.#tools.restarts.starts.cancel(before.id);
      return;
    }
    if (before === null || !this.#services.has(after.serviceId)) return;
    if (after.desiredState <= TaskState.running && after.status.state > TaskState.running)
      this.#toRestart.add(after.id);
  }

  #fix(task: Task, batch: Batch): void {
    if (task.desiredState > TaskState.running) return;
    if (task.nodeId === '' || isInvalidNode(this.#nodes.get(task.nodeId))) {
      this.#shutDown(batch, task);
    } else if (task.status.state > TaskState.running) this.#toRestart.add(task.id);
  }

  #keepNode(node: SwarmNode): void {
    if (isInvalidNode(node)) this.#nodes.delete(node.id);
    else this.#nodes.set(node.id, node);
  }

  #reconcile(service: Service): void {
    const { store, restarts, updates, random } = this.#tools;
    const onNode = new Map<string, Task[]>();
    for (const [key, tasks] of store.tasks.instancesOf(service.id)) {
      const updatable = restarts.updatable(tasks, service);
      if (updatable.length > 0) onNode.set(String(key), updatable);
    }
    const { constraints } = service.spec.task.placement;
    const slots: Task[][] = [];
    store.batch((batch) => {
      for (const node of random.shuffle([...this.#nodes.values()])) {
        const tasks = onNode.get(node.id) ?? [];
        onNode.delete(node.id);
        if (!satisfies(node, constraints)) for (const task of tasks) this.#shutDown(batch, task);
        else if (node.spec.availability === 'pause') continue;
        else if (tasks.length === 0) this.#addTask(batch, service, node.id);
        else slots.push(tasks);
      }
      for (const tasks of onNode.values()) for (const task of tasks) this.#shutDown(batch, task);
    });
    if (slots.length > 0) updates.update(service, slots);
  }

  /** All global services on one node. Out-of-date tasks are replaced at once: this is no rolling update. */
  #reconcileNode(changed: SwarmNode): void {
    if (isInvalidNode(changed)) {
      this.#forTasksOf(changed.id, (batch, task) => this.#shutDown(batch, task));
      return;
    }
    const node = this.#nodes.get(changed.id);
    if (changed.spec.availability === 'pause' || node === undefined) return;
    const { store, restarts } = this.#tools;
    store.batch((batch) => {
      for (const service of this.#services.values()) {
        if (!satisfies(node, service.spec.task.placement.constraints)) continue;
        const tasks = restarts.updatable(store.tasks.ofInstance(service.id, node.id), service);
        const dirty = tasks.filter((task) => isTaskDirty(service, task, node));
        const clean = tasks.filter((task) => !dirty.includes(task));
        if (clean.length === 0) this.#addTask(batch, service, node.id);
        for (const task of [...dirty, ...clean.slice(1)]) this.#shutDown(batch, task);
      }
    });
  }

  #restartTasks(): void {
    if (this.#toRestart.size === 0) return;
    const taskIds = [...this.#toRestart];
    this.#toRestart.clear();
    this.#tools.store.batch((batch) => {
      for (const id of taskIds) this.#restartTask(batch, id);
    });
  }

  #restartTask(batch: Batch, id: string): void {
    const { store, restarts } = this.#tools;
    batch.update((tx) => {
      const task = store.tasks.get(id);
      if (task === undefined || task.desiredState > TaskState.running) return;
      const service = store.services.get(task.serviceId);
      const node = this.#nodes.get(task.nodeId);
      const known = this.#services.get(task.serviceId);
      if (service === undefined || node === undefined || known === undefined) return;
      if (node.spec.availability === 'pause' || !satisfies(node, known.spec.task.placement.constraints)) {
        tx.updateTask({ ...task, desiredState: TaskState.shutdown });
      } else restarts.restart(tx, service, task);
    });
  }

  #forTasksOf(nodeId: string, action: (batch: Batch, task: Task) => void): void {
    const { store } = this.#tools;
    store.batch((batch) => {
      for (const task of store.tasks.ofNode(nodeId)) if (this.#services.has(task.serviceId)) action(batch, task);
    });
  }

  #addTask(batch: Batch, service: Service, nodeId: string): void {
    const { store, ids } = this.#tools;
    batch.update((tx) => {
      if (store.services.has(service.id)) tx.createTask(newTask(ids.next(), service, 0, nodeId, store.nowMs));
    });
  }

  #shutDown(batch: Batch, task: Task): void {
    const { store } = this.#tools;
    batch.update((tx) => {
      const present = store.tasks.get(task.id);
      if (present !== undefined && present.desiredState < TaskState.shutdown) {
        tx.updateTask({ ...present, desiredState: TaskState.shutdown });
      }
    });
  }
}
