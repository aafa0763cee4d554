import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import {
  countsAsRunning,
  errorText,
  isShown,
  mostTaskLines,
  overallProgress,
  type ProgressDisplay,
  type ProgressView,
} from './progress-view.ts';

/** Source: docker/cli `replicatedProgressUpdater`. */
export class ReplicatedProgress implements ProgressDisplay {
  readonly #print: (line: string) => void;
  /** Slots in the order in which they were seen, which is their number on the screen. */
  readonly #numberOfSlot = new Map<number, number>();
  #begun = false;
  #done = false;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  update({ service, tasks, activeNodes, rollback }: ProgressView): boolean {
    const { mode } = service.spec;
    const replicas = mode.kind === 'replicated' ? mode.replicas : 0;
    if (!this.#begun) this.#begin(replicas, rollback);
    const bySlot = tasksBySlot(tasks, activeNodes);
    if (this.#done && [...bySlot.values()].some(({ status }) => status.state !== TaskState.running)) this.#done = false;
    let running = 0;
    for (const task of bySlot.values()) {
      if (countsAsRunning(task)) running++;
      this.#printError(task, replicas);
    }
    if (!this.#done) {
      this.#print(overallProgress(running, replicas, rollback));
      this.#done = running === replicas;
    }
    return running === replicas;
  }

  #begin(replicas: number, rollback: boolean): void {
    this.#begun = true;
    this.#print(overallProgress(0, replicas, rollback));
    if (replicas > mostTaskLines) return;
    for (let number = 1; number <= replicas; number++) this.#print(`${number}/${replicas}:  `);
  }

  #printError({ slot, status }: Task, replicas: number): void {
    const number = this.#numberOfSlot.get(slot) ?? this.#numberOfSlot.size + 1;
    this.#numberOfSlot.set(slot, number);
    if (this.#done || replicas > mostTaskLines || number > replicas || status.err === '') return;
    this.#print(`${number}/${replicas}: ${errorText(status.err)}`);
  }
}

/** Of several tasks of a slot the one that is wanted least far, then the one that is least far (the one that is last, that is). */
function tasksBySlot(tasks: readonly Task[], activeNodes: ReadonlySet<string>): Map<number, Task> {
  const bySlot = new Map<number, Task>();
  for (const task of tasks) {
    if (!isShown(task)) continue;
    const other = bySlot.get(task.slot);
    if (other !== undefined && !isPreferred(task, other)) continue;
    if (task.nodeId !== '' && !activeNodes.has(task.nodeId)) continue;
    bySlot.set(task.slot, task);
  }
  return bySlot;
}

function isPreferred(task: Task, other: Task): boolean {
  if (task.desiredState !== other.desiredState) return task.desiredState < other.desiredState;
  return task.status.state < other.status.state;
}
