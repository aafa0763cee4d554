import type { EventLoop } from '../../kernel/event-loop.ts';
import type { RequestTable } from '../request-table.ts';
import type { NodeHandle, TaskHandle } from '../traffic-options.ts';
import type { Remaining } from './cpu-shares.ts';
import { type HeldRequests, hold } from './held-requests.ts';
import type { NodeCpus } from './node-cpus.ts';
import type { Station } from './station.ts';

export interface CpuBooksOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly held: HeldRequests;
  /** By task. */
  readonly stations: readonly Station[];
  /** By node. */
  readonly cpus: readonly NodeCpus[];
  /** By node: tasks that are not gone. */
  readonly tasksOfNode: readonly ReadonlySet<TaskHandle>[];
}

/** What tasks have used of their nodes' CPUs: booked when it is asked for, and before a node's speed changes. */
export class CpuBooks {
  readonly #options: CpuBooksOptions;

  constructor(options: CpuBooksOptions) {
    this.#options = options;
  }

  /** What all tasks of a node have used until now, at the speed that it has. */
  book(node: NodeHandle): void {
    const { loop, requests, stations, cpus, tasksOfNode } = this.#options;
    const leftMs = new Map<TaskHandle, number>();
    for (const left of cpus[node]!.remaining(loop.nowMs)) {
      const task = requests.task[left.slot]!;
      leftMs.set(task, (leftMs.get(task) ?? 0) + left.leftMs);
    }
    for (const task of tasksOfNode[node]!) this.#book(stations[task]!, leftMs.get(task) ?? 0);
  }

  /** A task ends: its CPUs do nothing more for what it had begun. */
  withdrawAll(station: Station): void {
    const { loop, held, cpus } = this.#options;
    for (const slot of held.underWork(station)) {
      if (!this.#isCalling(slot)) station.workMs -= cpus[station.node]!.withdraw(slot, loop.nowMs);
    }
    this.#book(station, 0);
  }

  /** What is left of the work of each request on a node whose requests have CPUs of this speed to themselves. */
  *alone(node: NodeHandle, speed: number): Iterable<Remaining> {
    const { loop, requests, held, stations, tasksOfNode } = this.#options;
    for (const task of tasksOfNode[node]!) {
      for (const slot of held.underWork(stations[task]!)) {
        if (this.#isCalling(slot)) continue;
        yield { slot, leftMs: Math.max(0, requests.finishDueMs[slot]! - loop.nowMs) * speed };
      }
    }
  }

  /** So much of its work is still to be done. */
  #book(station: Station, leftMs: number): void {
    const doneMs = station.workMs - leftMs;
    station.cpuMs += (doneMs - station.bookedWorkMs) / this.#options.cpus[station.node]!.capacity.speed;
    station.bookedWorkMs = doneMs;
  }

  #isCalling(slot: number): boolean {
    return this.#options.requests.isServed[slot] === hold.calls;
  }
}
