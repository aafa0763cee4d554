import type { SwarmNode } from '../objects/node.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';
import { ControlError } from './control-error.ts';

const orphanedMessage = 'Task belonged to a node that has been deleted';

/** Takes a node out of the swarm, and gives its tasks up. Source: SwarmKit `controlapi/node.go` RemoveNode. */
export function removeNode(store: Store, node: SwarmNode, force: boolean): void {
  if (node.managerStatus !== null) {
    throw new ControlError(
      'FailedPrecondition',
      `node ${node.id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`,
    );
  }
  if (!force && node.status.state === 'ready') {
    throw new ControlError('FailedPrecondition', `node ${node.id} is not down and can't be removed`);
  }
  store.update((tx) => {
    for (const task of store.tasks.ofNode(node.id)) {
      if (task.status.state >= TaskState.complete) continue;
      const { nowMs } = store;
      const status = {
        ...task.status,
        state: TaskState.orphaned,
        message: orphanedMessage,
        timestampMs: nowMs,
        appliedAtMs: nowMs,
      };
      tx.updateTask({ ...task, status });
    }
    tx.deleteNode(node.id);
  });
}
