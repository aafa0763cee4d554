import type { Task } from '../objects/task.ts';

/** What an engine knows of a task's container. */
export interface ContainerRecord extends ContainerCourse {
  readonly task: Task;
}

/** What became of a container. Times in ms of the run. */
export interface ContainerCourse {
  readonly createdMs: number;
  /** `null` = not yet. */
  readonly startedMs: number | null;
  readonly endedMs: number | null;
  readonly exitCode: number;
  /** `null` = it has no health check. */
  readonly health: 'starting' | 'healthy' | 'unhealthy' | null;
}
