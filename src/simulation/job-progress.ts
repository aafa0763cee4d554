import type { ControlApi, ServiceStatus } from '../swarm/control-api.ts';
import type { Service } from '../swarm/objects/service.ts';
import { TaskState } from '../swarm/objects/task-state.ts';
import { msPerSecond } from './units.ts';

/** How far the latest run of a job has come. */
export interface JobProgress {
  readonly completed: number;
  /** Tasks that must complete. */
  readonly completions: number;
  /** From the command that began it to the end of its last task; `null` = not done. */
  readonly job_time_s: number | null;
}

/** `null` if the service is no job. `status` is its own. */
export function jobProgress(control: ControlApi, service: Service, status: ServiceStatus): JobProgress | null {
  const { mode } = service.spec;
  const { jobStatus } = service;
  if (jobStatus === null) return null;
  const { desired, completed } = status;
  const completions = mode.kind === 'replicated-job' ? mode.totalCompletions : desired + completed;
  const ends = control
    .listTasks({ serviceIds: [service.id] })
    .filter((task) => task.status.state === TaskState.complete && task.jobIteration === jobStatus.jobIteration)
    .map((task) => task.status.timestampMs);
  const isDone = completed > 0 && completed >= completions;
  return {
    completed,
    completions,
    job_time_s: isDone ? (Math.max(...ends) - jobStatus.lastExecutionMs) / msPerSecond : null,
  };
}
