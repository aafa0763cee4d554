import type { Change } from '../change.ts';
import { TaskState } from '../objects/task-state.ts';
import { satisfies } from '../orchestrator/task-dirty.ts';
import type { Store } from '../store/store.ts';
import type { Invariant } from './invariant.ts';

/**
 * A task is only assigned to a node that is ready, active and meets its constraints, as far as the scheduler can know:
 * it sees a change of the node `commitMs` later (and the orchestrators put right what came of that).
 */
export class PlacedWhereAllowed implements Invariant {
  readonly #commitMs: number;

  constructor(commitMs: number) {
    this.#commitMs = commitMs;
  }

  changed(change: Change, store: Store): void {
    if (change.kind !== 'task' || change.after === null || change.before === null) return;
    const { before, after } = change;
    if (before.status.state >= TaskState.assigned || after.status.state !== TaskState.assigned) return;
    const node = store.nodes.get(after.nodeId);
    if (node === undefined)
      throw new Error(`task ${after.id} was assigned to a node that does not exist: ${after.nodeId}`);
    if (store.nowMs - node.updatedAtMs <= this.#commitMs) return;
    const { status, spec } = node;
    if (status.state !== 'ready' || spec.availability !== 'active') {
      throw new Error(
        `task ${after.id} was assigned to node ${node.id}, which is ${status.state} and ${spec.availability}`,
      );
    }
    const { constraints } = after.spec.placement;
    if (!satisfies(node, constraints)) {
      throw new Error(
        `task ${after.id} was assigned to node ${node.id} against its constraints ${constraints.join(', ')}`,
      );
    }
  }

  check(): void {}
}
