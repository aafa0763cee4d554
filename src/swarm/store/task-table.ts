import { getOrInsert } from '../get-or-insert.ts';
import type { Task } from '../objects/task.ts';

/** The slot of a replicated service's task, or the node of a global service's. */
export type InstanceKey = number | string;

/** Tasks that take one place of their service: a slot, or a node for global services. */
export function instanceKey(task: Task): InstanceKey {
  return task.slot > 0 ? task.slot : task.nodeId;
}

const none: readonly Task[] = [];

/** All tasks, by id, by service and place, by node. Lists are in the order in which the tasks came into them. */
export class TaskTable {
  readonly #byId = new Map<string, Task>();
  readonly #byService = new Map<string, Map<InstanceKey, Task[]>>();
  readonly #byNode = new Map<string, Map<string, Task>>();

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): Task | undefined {
    return this.#byId.get(id);
  }

  /** In the order of their creation. */
  all(): IterableIterator<Task> {
    return this.#byId.values();
  }

  ofNode(nodeId: string): Task[] {
    const tasks = this.#byNode.get(nodeId);
    return tasks === undefined ? [] : [...tasks.values()];
  }

  ofService(serviceId: string): Task[] {
    const tasks: Task[] = [];
    for (const place of this.#byService.get(serviceId)?.values() ?? []) tasks.push(...place);
    return tasks;
  }

  /** Tasks of one slot (or of one node, for a global service), oldest first. */
  ofInstance(serviceId: string, key: InstanceKey): readonly Task[] {
    return this.#byService.get(serviceId)?.get(key) ?? none;
  }

  /** The service's tasks place by place, oldest first in each. */
  instancesOf(serviceId: string): Iterable<readonly [InstanceKey, readonly Task[]]> {
    return this.#byService.get(serviceId) ?? [];
  }

  /** Puts `after` in the place of `before`; `null` = not there. */
  replace(before: Task | null, after: Task | null): void {
    if (after !== null) this.#byId.set(after.id, after);
    else if (before !== null) this.#byId.delete(before.id);
    this.#replaceInService(before, after);
    this.#replaceInNode(before, after);
  }

  #replaceInService(before: Task | null, after: Task | null): void {
    if (before !== null && after !== null && instanceKey(before) === instanceKey(after)) {
      const place = this.#place(after);
      place[place.lastIndexOf(before)] = after;
      return;
    }
    if (before !== null) this.#removeFromPlace(before);
    if (after !== null) this.#place(after).push(after);
  }

  #place(task: Task): Task[] {
    const places = getOrInsert(this.#byService, task.serviceId, () => new Map<InstanceKey, Task[]>());
    return getOrInsert(places, instanceKey(task), () => []);
  }

  #removeFromPlace(task: Task): void {
    const places = this.#byService.get(task.serviceId);
    const key = instanceKey(task);
    const place = places?.get(key);
    if (places === undefined || place === undefined) return;
    place.splice(place.lastIndexOf(task), 1);
    if (place.length > 0) return;
    places.delete(key);
    if (places.size === 0) this.#byService.delete(task.serviceId);
  }

  #replaceInNode(before: Task | null, after: Task | null): void {
    if (before !== null && before.nodeId !== '' && before.nodeId !== after?.nodeId) {
      const tasks = this.#byNode.get(before.nodeId);
      tasks?.delete(before.id);
      if (tasks?.size === 0) this.#byNode.delete(before.nodeId);
    }
    if (after === null || after.nodeId === '') return;
    getOrInsert(this.#byNode, after.nodeId, () => new Map<string, Task>()).set(after.id, after);
  }
}
