import type { NodeHandle, TaskHandle } from '../traffic-options.ts';
import type { Station } from './station.ts';

/** What a task's process needs, in bytes. */
export interface MemorySpec {
  /** As long as it runs. */
  readonly baseBytes: number;
  /** For each request that it holds. */
  readonly perRequestBytes: number;
  /** Of each request that it has answered, for good. */
  readonly leakBytes: number;
}

export interface MemoryOptions {
  /** By node; Infinity = it has enough. */
  readonly capacities: readonly number[];
  /** Tasks of a node that are not gone. */
  tasksOn(node: NodeHandle): Iterable<TaskHandle>;
  station(task: TaskHandle): Station;
  /** The kernel kills it; what it held is free when it is gone. */
  outOfMemory(task: TaskHandle, limitBytes: number): void;
}

/**
 * The memory of all nodes. A task beyond its limit is killed (the kernel's OOM killer within a control group); on a node without memory left it is
 * the task that uses the most (oom_badness goes by the pages in use where nobody is favoured: mm/oom_kill.c).
 */
export class Memory {
  readonly #options: MemoryOptions;
  readonly #used: Float64Array;
  readonly #doomed = new Set<TaskHandle>();

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#used = new Float64Array(options.capacities.length);
  }

  /** In bytes. */
  usedOn(node: NodeHandle): number {
    return this.#used[node]!;
  }

  /** What a task uses has changed by so much, in bytes. */
  changed(task: TaskHandle, station: Station, byBytes: number): void {
    const { node } = station;
    this.#used[node]! += byBytes;
    if (byBytes <= 0) return;
    const limit = station.description.resources.limitMemoryBytes;
    if (usedBy(station) > limit) this.#kill(task, limit);
    const capacity = this.#options.capacities[node]!;
    if (this.#used[node]! > capacity) this.#makeRoom(node, capacity);
  }

  /** It is gone, and its memory free. */
  ended(task: TaskHandle, station: Station): void {
    this.#used[station.node]! -= usedBy(station);
    this.#doomed.delete(task);
  }

  #makeRoom(node: NodeHandle, capacity: number): void {
    const { station } = this.#options;
    const tasks = [...this.#options.tasksOn(node)].filter((task) => !this.#doomed.has(task));
    let left = tasks.reduce((sum, task) => sum + usedBy(station(task)), 0);
    const byUse = tasks.sort((a, b) => usedBy(station(b)) - usedBy(station(a)) || a - b);
    for (const task of byUse) {
      if (left <= capacity) return;
      left -= usedBy(station(task));
      this.#kill(task, capacity);
    }
  }

  #kill(task: TaskHandle, limitBytes: number): void {
    if (this.#doomed.has(task)) return;
    this.#doomed.add(task);
    this.#options.outOfMemory(task, limitBytes);
  }
}

/** What a task uses, in bytes. */
export function usedBy({ memory, inFlight, answered }: Station): number {
  if (memory === null) return 0;
  return memory.baseBytes + inFlight * memory.perRequestBytes + answered * memory.leakBytes;
}
