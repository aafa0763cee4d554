import type { Service, ServiceMode } from '../../objects/service.ts';
import { TaskState } from '../../objects/task-state.ts';
import { newTask } from '../new-task.ts';
import type { OrchestratorTools } from '../orchestrator-tools.ts';
import { byIteration } from './by-iteration.ts';
import { removeTask } from './remove-task.ts';
import { restartUnlessStopped } from './restart-tasks.ts';

type ReplicatedJob = Extract<ServiceMode, { kind: 'replicated-job' }>;

/**
 * Creates tasks until `totalCompletions` of this iteration are complete, `maxConcurrent` of them at a time, restarts
 * what has failed, and removes what runs of earlier iterations. Slots begin at 0.
 * Source: SwarmKit `orchestrator/jobs/replicated/reconciler.go`.
 */
export function reconcileReplicatedJob(tools: OrchestratorTools, service: Service, job: ReplicatedJob): void {
  const { store, ids } = tools;
  const { present, past } = byIteration(store.tasks.ofService(service.id), service);
  const complete = present.filter(({ status }) => status.state === TaskState.complete);
  const wanted = present.filter(
    ({ status, desiredState }) => status.state !== TaskState.complete && desiredState <= TaskState.complete,
  );
  const missing = Math.min(job.maxConcurrent - wanted.length, job.totalCompletions - complete.length - wanted.length);
  // In SwarmKit's unsigned numbers this is an underflow, an error that ends the whole turn.
  if (missing < 0) return;
  const taken = new Set([...complete, ...wanted].map(({ slot }) => slot));
  store.batch((batch) => {
    for (const { id, status } of wanted) {
      if (status.state > TaskState.complete) restartUnlessStopped(tools, batch, service.id, id);
    }
    for (let slot = 0, left = missing; left > 0; slot++) {
      if (taken.has(slot)) continue;
      left--;
      batch.update((tx) => tx.createTask(newTask(ids.next(), service, slot, '', store.nowMs)));
    }
    for (const { id, status } of past) {
      if (status.state > TaskState.running) continue;
      removeTask(store, batch, id);
    }
  });
}
