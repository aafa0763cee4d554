import type { SwarmNode } from '../objects/node.ts';
import type { GenericResource, NodeResources } from '../objects/resources.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Semantics } from '../profile.ts';
import type { Component } from '../reactor.ts';
import type { StoreEvent } from '../store/feed.ts';
import type { Store } from '../store/store.ts';
import { satisfies } from './task-dirty.ts';

const message = 'task rejected by constraint enforcer';
const error = 'assigned node no longer meets constraints';

/**
 * Rejects tasks whose node no longer fits them: its labels, role or resources have changed.
 * Source: SwarmKit `orchestrator/constraintenforcer/constraint_enforcer.go`.
 */
export class ConstraintEnforcer implements Component {
  readonly #store: Store;
  readonly #semantics: Semantics;
  #started = false;

  constructor(store: Store, semantics: Semantics) {
    this.#store = store;
    this.#semantics = semantics;
  }

  react(event: StoreEvent): void {
    if (this.#started && event.kind === 'node' && event.before !== null && event.after !== null)
      this.#scan(event.after);
  }

  /** The first look at all nodes. */
  resume(): boolean {
    if (this.#started) return false;
    this.#started = true;
    for (const node of this.#store.nodes.values()) this.#scan(node);
    return true;
  }

  #scan(node: SwarmNode): void {
    if (node.spec.availability !== 'active') return;
    const rejected = this.#misplaced(node);
    if (rejected.length === 0) return;
    this.#store.batch((batch) => {
      for (const { id } of rejected) {
        batch.update((tx) => {
          const task = this.#store.tasks.get(id);
          if (task === undefined || task.desiredState > TaskState.complete) return;
          const { nowMs } = this.#store;
          const status = {
            ...task.status,
            state: TaskState.rejected,
            message,
            err: error,
            timestampMs: nowMs,
            appliedAtMs: nowMs,
          };
          tx.updateTask({ ...task, status });
        });
      }
    });
  }

  #misplaced(node: SwarmNode): Task[] {
    const tasks = this.#store.tasks.ofNode(node.id).sort((a, b) => (a.id < b.id ? -1 : 1));
    const free = node.description?.resources ?? { nanoCpus: 0, memoryBytes: 0, generic: [] };
    let { nanoCpus, memoryBytes } = free;
    const rejected: Task[] = [];
    for (const task of tasks) {
      const { desiredState } = task;
      if (desiredState < TaskState.assigned || desiredState > TaskState.complete) continue;
      if (this.#semantics !== '20.10' && task.status.state >= TaskState.complete) continue;
      const spec = this.#store.services.get(task.serviceId)?.spec.task ?? task.spec;
      const { reservations } = task.spec;
      if (
        !satisfies(node, spec.placement.constraints) ||
        reservations.memoryBytes > memoryBytes ||
        reservations.nanoCpus > nanoCpus
      ) {
        rejected.push(task);
        continue;
      }
      // Quirk: until 20.10 the test was the wrong way round, and hit tasks whose generic resources are there.
      const lost = this.#semantics !== '20.10';
      if (task.assignedGeneric.some((resource) => offers(free, resource) !== lost)) {
        rejected.push(task);
        break;
      }
      nanoCpus -= reservations.nanoCpus;
      memoryBytes -= reservations.memoryBytes;
    }
    return rejected;
  }
}

/** Whether a node has a generic resource that a task was given: enough of a kind, or each of the names. */
function offers(resources: NodeResources, held: GenericResource): boolean {
  return resources.generic.some((offered) => {
    if (offered.kind !== held.kind) return false;
    if ('value' in held) return 'value' in offered && held.value <= offered.value;
    return 'named' in offered && held.named.every((name) => offered.named.includes(name));
  });
}
