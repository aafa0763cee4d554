import type { Change } from '../change.ts';
import type { SwarmNode } from '../objects/node.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import type { Store } from './store.ts';

/** What the store fills in. */
type Bookkeeping = 'version' | 'createdAtMs' | 'updatedAtMs';

/** The writes of one commit; they are in the store at once, and can be undone until the commit. */
export class Transaction {
  readonly changes: Change[] = [];
  readonly #store: Store;
  readonly #version: number;
  readonly #nowMs: number;

  constructor(store: Store, version: number, nowMs: number) {
    this.#store = store;
    this.#version = version;
    this.#nowMs = nowMs;
  }

  createTask(task: Omit<Task, Bookkeeping>): Task {
    const after = { ...task, ...this.#created() };
    this.#apply({ kind: 'task', before: null, after });
    return after;
  }

  updateTask(task: Task): Task {
    const after = { ...task, version: this.#version, updatedAtMs: this.#nowMs };
    this.#apply({ kind: 'task', before: present(this.#store.tasks.get(task.id), task.id), after });
    return after;
  }

  deleteTask(id: string): void {
    const before = this.#store.tasks.get(id);
    if (before !== undefined) this.#apply({ kind: 'task', before, after: null });
  }

  createService(service: Omit<Service, Bookkeeping>): Service {
    const after = { ...service, ...this.#created() };
    this.#apply({ kind: 'service', before: null, after });
    return after;
  }

  updateService(service: Service): Service {
    const after = { ...service, version: this.#version, updatedAtMs: this.#nowMs };
    this.#apply({ kind: 'service', before: present(this.#store.services.get(service.id), service.id), after });
    return after;
  }

  deleteService(id: string): void {
    const before = this.#store.services.get(id);
    if (before !== undefined) this.#apply({ kind: 'service', before, after: null });
  }

  createNode(node: Omit<SwarmNode, Bookkeeping>): SwarmNode {
    const after = { ...node, ...this.#created() };
    this.#apply({ kind: 'node', before: null, after });
    return after;
  }

  updateNode(node: SwarmNode): SwarmNode {
    const after = { ...node, version: this.#version, updatedAtMs: this.#nowMs };
    this.#apply({ kind: 'node', before: present(this.#store.nodes.get(node.id), node.id), after });
    return after;
  }

  deleteNode(id: string): void {
    const before = this.#store.nodes.get(id);
    if (before !== undefined) this.#apply({ kind: 'node', before, after: null });
  }

  /** Takes all of it back. */
  undo(): void {
    for (const change of this.changes.reverse()) {
      if (change.kind === 'task') this.#store.tasks.replace(change.after, change.before);
      else if (change.kind === 'service') this.#putService(change.after, change.before);
      else this.#putNode(change.after, change.before);
    }
    this.changes.length = 0;
  }

  #apply(change: Change): void {
    this.changes.push(change);
    if (change.kind === 'task') this.#store.tasks.replace(change.before, change.after);
    else if (change.kind === 'service') this.#putService(change.before, change.after);
    else this.#putNode(change.before, change.after);
  }

  #putService(before: Service | null, after: Service | null): void {
    const { services, servicesByName } = this.#store;
    if (before !== null && before.spec.name !== after?.spec.name) servicesByName.delete(before.spec.name);
    if (after !== null) {
      services.set(after.id, after);
      servicesByName.set(after.spec.name, after);
    } else if (before !== null) services.delete(before.id);
  }

  #putNode(before: SwarmNode | null, after: SwarmNode | null): void {
    if (after !== null) this.#store.nodes.set(after.id, after);
    else if (before !== null) this.#store.nodes.delete(before.id);
  }

  #created(): { version: number; createdAtMs: number; updatedAtMs: number } {
    return { version: this.#version, createdAtMs: this.#nowMs, updatedAtMs: this.#nowMs };
  }
}

function present<T>(object: T | undefined, id: string): T {
  if (object === undefined) throw new Error(`update of an object that is not in the store: ${id}`);
  return object;
}
