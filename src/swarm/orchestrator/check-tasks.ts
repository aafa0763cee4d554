import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Batch } from '../store/store.ts';
import type { OrchestratorTools } from './orchestrator-tools.ts';
import { restartPolicy } from './service-kind.ts';

/**
 * What an orchestrator does first with the tasks that it finds: tasks of deleted services go, the others are looked at
 * one by one, and those that were held back are started when their delay is over (nobody waits for the tasks that they
 * replace any longer). Source: SwarmKit `orchestrator/taskinit/init.go`.
 */
export function checkTasks(
  tools: OrchestratorTools,
  isRelated: (service: Service) => boolean,
  fix: (task: Task, batch: Batch) => void,
): void {
  const { store, restarts } = tools;
  store.batch((batch) => {
    for (const task of [...store.tasks.all()]) {
      const service = store.services.get(task.serviceId);
      if (service === undefined) {
        batch.update((tx) => tx.deleteTask(task.id));
        continue;
      }
      if (!isRelated(service)) continue;
      fix(task, batch);
      if (task.desiredState !== TaskState.ready || task.status.state > TaskState.running) continue;
      const dueMs = task.status.timestampMs + restartPolicy(task).delayMs;
      restarts.starts.add(task.id, null, Math.max(0, dueMs - store.nowMs));
    }
  });
}
