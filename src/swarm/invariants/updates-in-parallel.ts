import type { Change } from '../change.ts';
import { defaultUpdateConfig } from '../objects/defaults.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';
import { instanceKey } from '../store/task-table.ts';
import type { Invariant } from './invariant.ts';

/**
 * An update has no more slots in flight than its parallelism allows: new tasks that took the place of a healthy one of an older version,
 * and have neither come up nor ended. A change of the service's spec begins a new run, which counts anew.
 */
export class UpdatesInParallel implements Invariant {
  /** Ids of tasks that updates wait for, by service. */
  readonly #inFlight = new Map<string, Set<string>>();
  readonly #created: Task[] = [];

  changed(change: Change): void {
    if (change.kind === 'service') {
      if (change.before?.specVersion !== change.after?.specVersion)
        this.#inFlight.delete(change.after?.id ?? change.before?.id ?? '');
      return;
    }
    // A new leader knows nothing of the updates that were under way, and holds no node for ready yet.
    if (change.kind === 'node' && change.before !== null && change.after?.status.state === 'unknown')
      this.#inFlight.clear();
    if (change.kind !== 'task') return;
    const { before, after } = change;
    if (before === null && after !== null && after.desiredState === TaskState.ready) this.#created.push(after);
    const over = after === null || after.status.state >= TaskState.running || after.desiredState > TaskState.running;
    if (over) this.#inFlight.get((after ?? before)?.serviceId ?? '')?.delete((after ?? before)?.id ?? '');
  }

  check(store: Store): void {
    for (const task of this.#created) {
      const service = store.services.get(task.serviceId);
      if (service === undefined || task.jobIteration !== null) continue;
      if (service.specVersion !== task.specVersion || !replacesOlder(store, task)) continue;
      const inFlight = this.#inFlight.get(service.id) ?? new Set();
      this.#inFlight.set(service.id, inFlight.add(task.id));
      const most = parallelismOf(service) || Number.POSITIVE_INFINITY;
      if (inFlight.size > most)
        throw new Error(`${service.spec.name}: ${inFlight.size} slots are being updated, ${most} may be at a time`);
    }
    this.#created.length = 0;
  }
}

/** Its slot has a task of an older version that has not ended, and none in whose place it was put by a restart. */
function replacesOlder(store: Store, task: Task): boolean {
  const others = store.tasks.ofInstance(task.serviceId, instanceKey(task)).filter(({ id }) => id !== task.id);
  const ended = others.filter((other) => mustGo(store, other));
  if (ended.some((other) => other.specVersion === task.specVersion || other.updatedAtMs === task.createdAtMs))
    return false;
  return others.some((other) => !ended.includes(other) && (other.specVersion ?? 0) < (task.specVersion ?? 0));
}

/** It has ended, or its node is lost to it. */
function mustGo({ nodes }: Store, { nodeId, status }: Task): boolean {
  if (status.state > TaskState.running) return true;
  const node = nodes.get(nodeId);
  return node?.status.state === 'down' || node?.spec.availability === 'drain';
}

function parallelismOf({ spec, updateStatus }: Service): number {
  const isRollback = updateStatus?.state === 'rollback_started' || updateStatus?.state === 'rollback_paused';
  return ((isRollback ? spec.rollback : spec.update) ?? defaultUpdateConfig).parallelism;
}
