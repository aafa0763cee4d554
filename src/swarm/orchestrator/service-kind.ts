import { defaultRestartPolicy } from '../objects/defaults.ts';
import type { RestartPolicy, Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';

export function isReplicated(service: Service | undefined): service is Service {
  return service?.spec.mode.kind === 'replicated';
}

export function isGlobal(service: Service | undefined): service is Service {
  return service?.spec.mode.kind === 'global';
}

export function isJob({ spec }: Service): boolean {
  return spec.mode.kind === 'replicated-job' || spec.mode.kind === 'global-job';
}

/** The restart policy of a task; without one the default holds. Source: SwarmKit `orchestrator/task.go`. */
export function restartPolicy(task: Task): RestartPolicy {
  return task.spec.restart ?? defaultRestartPolicy;
}
