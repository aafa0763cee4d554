import type { SwarmNode } from '../objects/node.ts';
import type { Service, UpdateState } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { isInvalidNode } from '../orchestrator/invalid-node.ts';
import { isTaskDirty } from '../orchestrator/task-dirty.ts';
import type { Store } from '../store/store.ts';

const unsettled: readonly (UpdateState | undefined)[] = ['updating', 'rollback_started', 'paused', 'rollback_paused'];

/**
 * The tasks of a replicated service that is as its spec wants it, each with its node: one task of the present spec in
 * each slot, all running on nodes that keep them, no update under way. `null` = it is not.
 */
export function steadyTasks(store: Store, service: Service): [Task, SwarmNode][] | null {
  const { mode } = service.spec;
  if (mode.kind !== 'replicated' || unsettled.includes(service.updateStatus?.state)) return null;
  const steady: [Task, SwarmNode][] = [];
  for (const [, tasks] of store.tasks.instancesOf(service.id)) {
    const wanted = tasks.filter(({ desiredState }) => desiredState <= TaskState.running);
    const [task] = wanted;
    if (task === undefined) continue;
    const node = store.nodes.get(task.nodeId);
    const runs = task.desiredState === TaskState.running && task.status.state === TaskState.running;
    if (wanted.length > 1 || !runs || node === undefined || isInvalidNode(node)) return null;
    if (isTaskDirty(service, task, node)) return null;
    steady.push([task, node]);
  }
  return steady.length === mode.replicas ? steady : null;
}
