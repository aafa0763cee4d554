import type { Change } from '../change.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';
import type { Invariant } from './invariant.ts';

/**
 * The reservations of the tasks that hold a node's room (assigned, and not ended) never exceed what the node has. Only
 * for swarms whose nodes do not shrink.
 */
export class ReservationsFit implements Invariant {
  readonly #touched = new Set<string>();

  changed(change: Change): void {
    if (change.kind === 'task' && change.after !== null && change.after.nodeId !== '')
      this.#touched.add(change.after.nodeId);
  }

  check(store: Store): void {
    for (const nodeId of this.#touched) checkNode(store, nodeId);
    this.#touched.clear();
  }
}

function checkNode(store: Store, nodeId: string): void {
  const resources = store.nodes.get(nodeId)?.description?.resources ?? null;
  if (resources === null) return;
  let { nanoCpus, memoryBytes } = resources;
  for (const { status, spec } of store.tasks.ofNode(nodeId)) {
    if (status.state < TaskState.assigned || status.state > TaskState.running) continue;
    nanoCpus -= spec.reservations.nanoCpus;
    memoryBytes -= spec.reservations.memoryBytes;
  }
  if (nanoCpus < 0 || memoryBytes < 0) {
    throw new Error(`node ${nodeId} is over-committed by ${-nanoCpus} nanoCPUs, ${-memoryBytes} bytes`);
  }
}
