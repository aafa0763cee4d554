import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Batch, Store } from '../store/store.ts';
import type { OrchestratorTools } from './orchestrator-tools.ts';
import { restartPolicy } from './service-kind.ts';

/**
 * What an orchestrator does first with the tasks that it finds: tasks of deleted services go, the others are looked at
 * one by one, and those that were held back are started when their delay is over (nobody waits for the tasks that they
 * replace any longer). What is left of restarts stands for their history. Source: SwarmKit `orchestrator/taskinit/init.go`.
 */
export function checkTasks(
  tools: OrchestratorTools,
  isRelated: (service: Service) => boolean,
  fix: (task: Task, batch: Batch) => void,
): void {
  const { store, restarts } = tools;
  const replacements = replacementsOf(store, isRelated);
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
  for (const task of replacements) restarts.recall(task);
}

/** All tasks of a place's newest version but the first of them are taken for restarts. */
function replacementsOf(store: Store, isRelated: (service: Service) => boolean): Task[] {
  const replacements: Task[] = [];
  for (const service of store.services.values()) {
    if (!isRelated(service)) continue;
    for (const [, tasks] of store.tasks.instancesOf(service.id)) {
      const newest = Math.max(...tasks.map(({ specVersion }) => specVersion ?? 0));
      const [, ...again] = tasks.filter(({ specVersion }) => specVersion === newest);
      replacements.push(...again);
    }
  }
  return replacements;
}
