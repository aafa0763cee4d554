import type { RandomStream } from '../../kernel/random-stream.ts';
import type { Task } from '../objects/task.ts';
import { SlotSet } from './indexes/slot-set.ts';
import type { NodeInfo } from './node-info.ts';
import type { Pipeline } from './pipeline.ts';
import { serviceKeyOf } from './recent-failures.ts';
import type { NodeTurn } from './strategy.ts';

export interface Surroundings {
  readonly nodes: NodeTurn;
  /** Set to the tasks. */
  readonly pipeline: Pipeline;
  readonly random: RandomStream;
  readonly nowMs: number;
}

/** What a strategy sees of tasks that are all alike, whatever becomes of its decisions. */
export abstract class TasksToPlace {
  readonly task: Task;
  readonly nodes: NodeTurn;
  readonly random: RandomStream;
  readonly nowMs: number;
  readonly pipeline: Pipeline;

  constructor(task: Task, { nodes, pipeline, random, nowMs }: Surroundings) {
    this.task = task;
    this.nodes = nodes;
    this.pipeline = pipeline;
    this.random = random;
    this.nowMs = nowMs;
  }

  get able(): SlotSet {
    return this.nodes.indexes.able(this.pipeline);
  }

  get fitting(): SlotSet {
    return this.nodes.indexes.fitting(this.pipeline);
  }

  get demand(): string {
    return this.pipeline.demandOf('load');
  }

  meetsDemand(node: NodeInfo): boolean {
    return this.pipeline.meets(node, 'load');
  }

  get apart(): SlotSet {
    const { counts, failures } = this.nodes.indexes;
    const failing = failures.of(serviceKeyOf(this.task));
    if (!this.pipeline.looksAtService) return failing;
    return new SlotSet(failing.capacity).setToEither(failing, counts.holders(this.task.serviceId));
  }

  fits(node: NodeInfo): boolean {
    return this.pipeline.refusal(node) === null;
  }

  passes(node: NodeInfo): boolean {
    return this.pipeline.passes(node);
  }

  /** Throws where a strategy assigns what it must not. */
  protected mustFit(node: NodeInfo): void {
    const refusing = this.pipeline.refusal(node);
    if (refusing !== null) throw new Error(`node ${node.node.id} does not pass the filter ${refusing.name}`);
  }
}
