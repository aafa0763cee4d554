import type { Change } from '../change.ts';
import type { ServiceSpec } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';
import { instanceKey } from '../store/task-table.ts';
import type { Invariant } from './invariant.ts';

/**
 * One task at most is wanted in a slot, or of a global service on a node. Not of services that were ever to be updated start-first: those
 * have two for a while, and may keep them (swarmkit: updater.go, slots that changed since the run began). Nor of jobs: a restart that was
 * put off is made in the present iteration, whatever that has already (restart.go, Restart). Nor where tasks can give up: an update gives the slot of one a new task, though somebody else has done so.
 */
export class OneTaskASlot implements Invariant {
  readonly #mayHaveTwo = new Set<string>();
  readonly #touched = new Map<string, Task>();

  changed(change: Change): void {
    if (change.kind === 'service' && change.after !== null && mayHaveTwo(change.after.spec))
      this.#mayHaveTwo.add(change.after.id);
    if (change.kind === 'task' && change.after?.jobIteration === null && isWanted(change.after))
      this.#touched.set(change.after.id, change.after);
  }

  check(store: Store): void {
    for (const task of this.#touched.values()) {
      if (this.#mayHaveTwo.has(task.serviceId)) continue;
      const wanted = store.tasks.ofInstance(task.serviceId, instanceKey(task)).filter(isWanted);
      if (wanted.length <= 1) continue;
      const place = task.slot > 0 ? `slot ${task.slot}` : `node ${task.nodeId}`;
      throw new Error(`${task.serviceName}: ${wanted.map(({ id }) => id).join(' and ')} are both wanted in ${place}`);
    }
    this.#touched.clear();
  }
}

function mayHaveTwo({ update, rollback, task: { restart } }: ServiceSpec): boolean {
  if (update?.order === 'start-first' || rollback?.order === 'start-first') return true;
  return restart !== null && (restart.condition !== 'any' || restart.maxAttempts > 0);
}

function isWanted({ desiredState }: Task): boolean {
  return desiredState <= TaskState.running;
}
