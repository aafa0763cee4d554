import type { Service } from '../objects/service.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';

/** A service is gone: its tasks are to stop and then to be forgotten. Source: SwarmKit `orchestrator/service.go`. */
export function removeTasksOfService(store: Store, service: Service): void {
  store.batch((batch) => {
    for (const task of store.tasks.ofService(service.id)) {
      if (task.desiredState >= TaskState.remove) continue;
      batch.update((tx) => tx.updateTask({ ...task, desiredState: TaskState.remove }));
    }
  });
}
