import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import { shortId } from '../text/wording.ts';
import {
  countsAsRunning,
  errorText,
  isShown,
  mostTaskLines,
  overallProgress,
  type ProgressDisplay,
  type ProgressView,
} from './progress-view.ts';

/** Source: docker/cli `globalProgressUpdater`. */
export class GlobalProgress implements ProgressDisplay {
  readonly #print: (line: string) => void;
  #begun = false;
  #done = false;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  update({ tasks, activeNodes, rollback }: ProgressView): boolean {
    const byNode = tasksByNode(tasks);
    const nodes = byNode.size;
    if (!this.#begun) {
      // There are no tasks yet, or no node may have one.
      if (nodes === 0) return false;
      this.#begun = true;
      this.#print(overallProgress(0, nodes, rollback));
    }
    if (this.#done && [...byNode.values()].some(({ status }) => status.state !== TaskState.running)) this.#done = false;
    let running = 0;
    for (const task of byNode.values()) {
      if (!activeNodes.has(task.nodeId)) continue;
      if (countsAsRunning(task)) running++;
      const { err } = task.status;
      if (!this.#done && nodes <= mostTaskLines && err !== '')
        this.#print(`${shortId(task.nodeId)}: ${errorText(err)}`);
    }
    if (!this.#done) {
      this.#print(overallProgress(running, nodes, rollback));
      this.#done = running === nodes;
    }
    return running === nodes;
  }
}

function tasksByNode(tasks: readonly Task[]): Map<string, Task> {
  const byNode = new Map<string, Task>();
  for (const task of tasks) {
    if (!isShown(task)) continue;
    const other = byNode.get(task.nodeId);
    if (other === undefined || isPreferred(task, other)) byNode.set(task.nodeId, task);
  }
  return byNode;
}

function isPreferred(task: Task, other: Task): boolean {
  if (task.desiredState !== other.desiredState) return task.desiredState < other.desiredState;
  return task.status.state < other.status.state;
}
