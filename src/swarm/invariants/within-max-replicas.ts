import type { Change } from '../change.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';
import type { Invariant } from './invariant.ts';

/** When a task gets a node, that has no more wanted tasks of its service than the task's placement allows. */
export class WithinMaxReplicas implements Invariant {
  readonly #assigned: Task[] = [];

  changed(change: Change): void {
    if (change.kind !== 'task' || change.after === null || change.after.spec.placement.maxReplicas === 0) return;
    const isNew = (change.before?.status.state ?? TaskState.new) < TaskState.assigned;
    if (isNew && change.after.status.state === TaskState.assigned) this.#assigned.push(change.after);
  }

  check(store: Store): void {
    for (const task of this.#assigned) {
      const { maxReplicas } = task.spec.placement;
      const there = store.tasks
        .ofNode(task.nodeId)
        .filter((other) => other.serviceId === task.serviceId && counts(other));
      // Those of another version, placed in the same round, may be allowed more.
      const isBound = there.every(({ spec }) => spec.placement.maxReplicas === maxReplicas);
      if (isBound && there.length > maxReplicas) {
        const found = `${there.length} tasks of ${task.serviceName}`;
        throw new Error(`node ${task.nodeId} has ${found}, not ${maxReplicas} at most`);
      }
    }
    this.#assigned.length = 0;
  }
}

function counts({ status, desiredState }: Task): boolean {
  const holdsNode = status.state >= TaskState.assigned && status.state <= TaskState.running;
  return holdsNode && desiredState <= TaskState.complete;
}
