import type { Task } from '../objects/task.ts';
import type { DecisionWatch } from './decisions/decision-watch.ts';
import { inMapOrder } from './map-order.ts';
import type { NodeInfo } from './node-info.ts';
import type { Assignment } from './scheduler.ts';
import type { PlacementGroup } from './strategy.ts';
import { type Surroundings, TasksToPlace } from './tasks-to-place.ts';

/** The tasks that a strategy places, and what has become of them. */
export class Group extends TasksToPlace implements PlacementGroup {
  readonly assignments: Assignment[] = [];
  readonly #tasks: readonly Task[];
  readonly #watch: DecisionWatch | null;

  /** `watch`: told before a node takes a task. */
  constructor(tasks: readonly Task[], surroundings: Surroundings, watch: DecisionWatch | null = null) {
    const ordered = inMapOrder(tasks, surroundings.random);
    super(ordered[0]!, surroundings);
    this.#tasks = ordered;
    this.#watch = watch;
  }

  get remaining(): number {
    return this.#tasks.length - this.assignments.length;
  }

  /** Those that are left, in no order that means anything. */
  get unplaced(): readonly Task[] {
    return this.#tasks.slice(this.assignments.length);
  }

  assign(node: NodeInfo): void {
    const task = this.#tasks[this.assignments.length];
    if (task === undefined) throw new Error('no task of the group is left to assign');
    this.mustFit(node);
    this.#watch?.placing(task, this, node);
    this.assignments.push({ task, nodeId: node.node.id, generic: node.add(task) });
  }
}
