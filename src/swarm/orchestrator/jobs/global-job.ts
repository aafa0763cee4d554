import type { Service } from '../../objects/service.ts';
import { TaskState } from '../../objects/task-state.ts';
import { isInvalidNode } from '../invalid-node.ts';
import { newTask } from '../new-task.ts';
import type { OrchestratorTools } from '../orchestrator-tools.ts';
import { satisfies } from '../task-dirty.ts';
import { byIteration } from './by-iteration.ts';
import { removeTask } from './remove-task.ts';
import { restartUnlessStopped } from './restart-tasks.ts';

/**
 * One task of this iteration on each node that is ready, active and allowed by the constraints; what has failed is
 * restarted there, tasks of earlier iterations are removed, and those on nodes that are down or drained are stopped.
 * Source: SwarmKit `orchestrator/jobs/global/reconciler.go`.
 */
export function reconcileGlobalJob(tools: OrchestratorTools, service: Service): void {
  const { store, ids } = tools;
  const { present, past } = byIteration(store.tasks.ofService(service.id), service);
  const wanted = present.filter(({ desiredState }) => desiredState <= TaskState.complete);
  const taskOn = new Map(wanted.map(({ nodeId, id }) => [nodeId, id]));
  const allowed = [...store.nodes.values()].filter((node) => satisfies(node, service.spec.task.placement.constraints));
  store.batch((batch) => {
    for (const node of allowed) {
      const takesTasks = node.spec.availability === 'active' && node.status.state === 'ready';
      if (!takesTasks || taskOn.has(node.id)) continue;
      batch.update((tx) => tx.createTask(newTask(ids.next(), service, 0, node.id, store.nowMs)));
    }
    for (const { id, status } of wanted) {
      if (status.state > TaskState.complete) restartUnlessStopped(tools, batch, service.id, id);
    }
    for (const { id, desiredState } of past) {
      if (desiredState === TaskState.remove) continue;
      removeTask(store, batch, id);
    }
    for (const node of allowed) {
      if (!isInvalidNode(node)) continue;
      batch.update((tx) => {
        const task = store.tasks.get(taskOn.get(node.id) ?? '');
        if (task === undefined || task.status.state > TaskState.running) return;
        tx.updateTask({ ...task, desiredState: TaskState.shutdown });
      });
    }
  });
}
