import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Task } from '../objects/task.ts';
import type { NodeInfo } from './node-info.ts';
import type { Pipeline } from './pipeline.ts';
import type { NodeTurn, PlacementGroup } from './strategy.ts';

interface TrialSurroundings {
  readonly nodes: NodeTurn;
  /** Set to the task. */
  readonly pipeline: Pipeline;
  readonly random: RandomStream;
  readonly nowMs: number;
}

/** One task that a strategy places in thought: its node is noted, nothing is claimed. */
export class Trial implements PlacementGroup {
  readonly task: Task;
  readonly nodes: NodeTurn;
  readonly random: RandomStream;
  readonly nowMs: number;
  readonly #pipeline: Pipeline;
  #nodeId: string | null = null;

  constructor(task: Task, { nodes, pipeline, random, nowMs }: TrialSurroundings) {
    this.task = task;
    this.nodes = nodes;
    this.random = random;
    this.nowMs = nowMs;
    this.#pipeline = pipeline;
  }

  /** `null` = none. */
  get nodeId(): string | null {
    return this.#nodeId;
  }

  get remaining(): number {
    return this.#nodeId === null ? 1 : 0;
  }

  fits(node: NodeInfo): boolean {
    return this.#pipeline.refusal(node) === null;
  }

  passes(node: NodeInfo): boolean {
    return this.#pipeline.passes(node);
  }

  assign(node: NodeInfo): void {
    if (this.#nodeId !== null) throw new Error('no task of the group is left to assign');
    const refusing = this.#pipeline.refusal(node);
    if (refusing !== null) throw new Error(`node ${node.node.id} does not pass the filter ${refusing.name}`);
    this.#nodeId = node.node.id;
  }
}
