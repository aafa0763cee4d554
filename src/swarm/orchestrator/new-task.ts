import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { isJob } from './service-kind.ts';

/**
 * A new task of a service's present spec, not written yet. Source: SwarmKit `orchestrator/task.go` NewTask.
 *
 * @param nodeId - where it must run, for global services; empty for others
 */
export function newTask(id: string, service: Service, slot: number, nodeId: string, nowMs: number) {
  return {
    id,
    serviceId: service.id,
    serviceName: service.spec.name,
    serviceLabels: service.spec.labels,
    slot,
    nodeId,
    spec: service.spec.task,
    specVersion: service.specVersion,
    endpointSpec: service.spec.endpoint,
    status: {
      state: TaskState.new,
      message: 'created',
      err: '',
      timestampMs: nowMs,
      appliedAtMs: nowMs,
      exitCode: null,
    },
    desiredState: isJob(service) ? TaskState.complete : TaskState.running,
    assignedGeneric: [],
    jobIteration: service.jobStatus?.jobIteration ?? null,
  } satisfies Omit<Task, 'version' | 'createdAtMs' | 'updatedAtMs'>;
}
