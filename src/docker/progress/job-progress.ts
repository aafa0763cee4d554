import type { Service } from '../../swarm/objects/service.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import { errorText, isShown, mostTaskLines, type ProgressDisplay, type ProgressView } from './progress-view.ts';

/** Source: docker/cli `replicatedJobProgressUpdater`; the line `job progress` is a bar. */
export class ReplicatedJobProgress implements ProgressDisplay {
  readonly #print: (line: string) => void;
  #begun = false;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  update({ service, tasks }: ProgressView): boolean {
    const { mode } = service.spec;
    if (mode.kind !== 'replicated-job') return true;
    const { totalCompletions: total, maxConcurrent } = mode;
    if (!this.#begun) this.#begin(total, maxConcurrent);
    let active = 0;
    let complete = 0;
    for (const { slot, status } of latestBy(ofIteration(service, tasks), (task) => task.slot)) {
      if (status.err !== '' && total <= mostTaskLines) this.#print(`${slot + 1}/${total}: ${errorText(status.err)}`);
      if (status.state < TaskState.complete) active++;
      if (status.state === TaskState.complete) complete++;
    }
    this.#print(activeTasks(active, Math.min(maxConcurrent, total - complete)));
    return complete === total;
  }

  #begin(total: number, maxConcurrent: number): void {
    this.#begun = true;
    this.#print(activeTasks(0, Math.min(maxConcurrent, total)));
    if (total > mostTaskLines) return;
    for (let number = 1; number <= total; number++) this.#print(`${number}/${total}:  `);
  }
}

/** Source: docker/cli `globalJobProgressUpdater`; its one line is a bar. */
export class GlobalJobProgress implements ProgressDisplay {
  readonly #print: (line: string) => void;
  /** Nodes that had a task at the first look that saw any. */
  #total: number | null = null;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  update({ service, tasks }: ProgressView): boolean {
    const latest = latestBy(ofIteration(service, tasks), (task) => task.nodeId);
    if (this.#total === null) {
      if (tasks.length === 0) return false;
      this.#total = latest.length;
    }
    for (const { nodeId, status } of latest) {
      if (status.err !== '' && this.#total <= mostTaskLines) this.#print(`${nodeId}: ${errorText(status.err)}`);
    }
    return latest.filter(({ status }) => status.state === TaskState.complete).length === this.#total;
  }
}

function activeTasks(active: number, wanted: number): string {
  return `active tasks: ${active} out of ${wanted} tasks`;
}

function ofIteration({ jobStatus }: Service, tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.jobIteration === jobStatus?.jobIteration && isShown(task));
}

/** Of several tasks for one thing the one that is least far. */
function latestBy<K>(tasks: readonly Task[], keyOf: (task: Task) => K): Task[] {
  const byKey = new Map<K, Task>();
  for (const task of tasks) {
    const other = byKey.get(keyOf(task));
    if (other === undefined || task.status.state < other.status.state) byKey.set(keyOf(task), task);
  }
  return [...byKey.values()];
}
