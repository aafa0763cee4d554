import type { Service } from '../../objects/service.ts';
import type { Task } from '../../objects/task.ts';

/** Tasks of the iteration that is to be done, and those of earlier ones. */
export function byIteration(tasks: readonly Task[], { jobStatus }: Service): { present: Task[]; past: Task[] } {
  const iteration = jobStatus?.jobIteration ?? null;
  return {
    present: tasks.filter(({ jobIteration }) => jobIteration === iteration),
    past: tasks.filter(({ jobIteration }) => jobIteration !== iteration),
  };
}
