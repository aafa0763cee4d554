import type { Task } from '../../swarm/objects/task.ts';
import type { NodeNames } from './change-recorder.ts';

/** How many containers run on each machine now: what is, not what the managers believe. */
export class ProcessCounter {
  readonly #byMachine = new Map<string, number>();
  readonly #nodeName: NodeNames;

  constructor(nodeName: NodeNames) {
    this.#nodeName = nodeName;
  }

  /** A container's process runs (1), or has ended (−1). */
  process(task: Task, step: 1 | -1): void {
    const machine = this.#nodeName(task.nodeId);
    this.#byMachine.set(machine, this.on(machine) + step);
  }

  on(machine: string): number {
    return this.#byMachine.get(machine) ?? 0;
  }
}
