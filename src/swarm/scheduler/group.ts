import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Task } from '../objects/task.ts';
import { inMapOrder } from './map-order.ts';
import type { NodeInfo } from './node-info.ts';
import type { Pipeline } from './pipeline.ts';
import type { Assignment } from './scheduler.ts';
import type { NodeTurn, PlacementGroup } from './strategy.ts';

interface GroupSurroundings {
  readonly nodes: NodeTurn;
  /** Set to the group's tasks. */
  readonly pipeline: Pipeline;
  readonly random: RandomStream;
  readonly nowMs: number;
}

/** The tasks that a strategy places, and what has become of them. */
export class Group implements PlacementGroup {
  readonly task: Task;
  readonly nodes: NodeTurn;
  readonly random: RandomStream;
  readonly nowMs: number;
  readonly assignments: Assignment[] = [];
  readonly #pipeline: Pipeline;
  readonly #tasks: readonly Task[];

  constructor(tasks: readonly Task[], { nodes, pipeline, random, nowMs }: GroupSurroundings) {
    this.#tasks = inMapOrder(tasks, random);
    this.task = this.#tasks[0]!;
    this.nodes = nodes;
    this.#pipeline = pipeline;
    this.random = random;
    this.nowMs = nowMs;
  }

  get remaining(): number {
    return this.#tasks.length - this.assignments.length;
  }

  /** Those that are left, in no order that means anything. */
  get unplaced(): readonly Task[] {
    return this.#tasks.slice(this.assignments.length);
  }

  fits(node: NodeInfo): boolean {
    return this.#pipeline.refusal(node) === null;
  }

  passes(node: NodeInfo): boolean {
    return this.#pipeline.passes(node);
  }

  assign(node: NodeInfo): void {
    const task = this.#tasks[this.assignments.length];
    if (task === undefined) throw new Error('no task of the group is left to assign');
    const refusing = this.#pipeline.refusal(node);
    if (refusing !== null) throw new Error(`node ${node.node.id} does not pass the filter ${refusing.name}`);
    this.assignments.push({ task, nodeId: node.node.id, generic: node.add(task) });
  }
}
