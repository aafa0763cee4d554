import type { ServiceStatus } from '../control-api.ts';
import type { Service } from '../objects/service.ts';
import { TaskState } from '../objects/task-state.ts';
import type { Store } from '../store/store.ts';

/** How many tasks of a service run, and how many should. Source: SwarmKit `service.go` ListServiceStatuses. */
export function serviceStatus(store: Store, service: Service): ServiceStatus {
  const { mode } = service.spec;
  const tasks = store.tasks.ofService(service.id);
  const running = tasks.filter(({ status }) => status.state === TaskState.running).length;
  const iteration = service.jobStatus?.jobIteration ?? null;
  const ofJob = iteration === null ? [] : tasks.filter(({ jobIteration }) => jobIteration === iteration);
  const completed = ofJob.filter(({ status }) => status.state === TaskState.complete).length;
  const status = { serviceId: service.id, running, completed };
  if (mode.kind === 'replicated') return { ...status, desired: mode.replicas };
  if (mode.kind === 'replicated-job') return { ...status, desired: mode.maxConcurrent };
  if (mode.kind === 'global-job') {
    const open = ofJob.filter(
      (task) => task.desiredState === TaskState.complete && task.status.state < TaskState.complete,
    );
    return { ...status, desired: open.length };
  }
  return { ...status, desired: tasks.filter(({ desiredState }) => desiredState === TaskState.running).length };
}
