import { TaskState } from '../../objects/task-state.ts';
import type { Batch } from '../../store/store.ts';
import type { OrchestratorTools } from '../orchestrator-tools.ts';

/** Puts another task in the place of one that has failed, if its restart policy allows and it is still wanted. */
export function restartUnlessStopped(tools: OrchestratorTools, batch: Batch, serviceId: string, taskId: string): void {
  const { store, restarts } = tools;
  batch.update((tx) => {
    const service = store.services.get(serviceId);
    const task = store.tasks.get(taskId);
    if (service === undefined || task === undefined || task.desiredState > TaskState.complete) return;
    restarts.restart(tx, service, task);
  });
}
