import type { Service } from '../../swarm/objects/service.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { isTerminal, TaskState } from '../../swarm/objects/task-state.ts';

/** What the client asks the engine for at each poll. */
export interface ProgressView {
  readonly service: Service;
  /** Tasks of the service's present spec. */
  readonly tasks: readonly Task[];
  /** Ids of the nodes that are not drained or paused away and not down. */
  readonly activeNodes: ReadonlySet<string>;
  /** The update is being rolled back. */
  readonly rollback: boolean;
}

/** Shows how far a service is. Source: docker/cli 28 `cli/command/service/progress/progress.go`, on a stdout that is no terminal: bars are not printed. */
export interface ProgressDisplay {
  /** Prints what there is to print at a poll; whether the service has converged. */
  update(view: ProgressView): boolean;
}

/** More tasks than this have no lines of their own. */
export const mostTaskLines = 20;
const longestError = 75;

/** A task's state as the client knows it; it ignores tasks in others (to be removed, orphaned). */
export function isShown({ desiredState, status }: Task): boolean {
  return isKnown(desiredState) && isKnown(status.state);
}

function isKnown(state: TaskState): boolean {
  return state !== TaskState.remove && state !== TaskState.orphaned;
}

export function countsAsRunning({ desiredState, status }: Task): boolean {
  return !isTerminal(desiredState) && status.state === TaskState.running;
}

/** The client's line for a task that has an error; it must fit into a narrow terminal. */
export function errorText(error: string): string {
  const line = error.replaceAll('\n', ' ');
  return line.length > longestError ? `${line.slice(0, longestError - 1)}…` : line;
}

export function overallProgress(running: number, all: number, rollback: boolean): string {
  return `overall progress: ${rollback ? 'rolling back update: ' : ''}${running} out of ${all} tasks`;
}
