import type { Task } from '../../objects/task.ts';
import type { Shortfall } from '../filter.ts';

/** One decision on one task, and how each node stood at that instant. */
export interface PlacementDecision {
  readonly atMs: number;
  readonly task: Task;
  /** Name of the strategy; empty where none was asked: the task came with its node (global services). */
  readonly strategy: string;
  /** `null` = it stays pending. */
  readonly nodeId: string | null;
  /** All nodes that were looked at: first the one that took it, then the better before the worse, last those refused. */
  readonly standings: readonly Standing[];
}

/** What filters and strategy think of a node for one more such task. */
export interface Standing {
  readonly nodeId: string;
  readonly hostname: string;
  /** The first filter that refuses it; `null` = it passes them all. */
  readonly refusedBy: string | null;
  /** All that is in the way, of every filter. Empty = it passes. */
  readonly shortfalls: readonly Shortfall[];
  /** Tasks of the service on all nodes with the same value, by the descriptor of each preference. */
  readonly preferences: readonly Preferred[];
  /** What the strategy compares, the weightiest first; empty if it does not say, or the node is refused. */
  readonly measures: Readonly<Record<string, number>>;
  /** Whether no node that passes, with the same preferred values as the one chosen, is better. */
  readonly best: boolean;
  /** Its place in the random order that breaks ties, from 0. */
  readonly turn: number;
}

export interface Preferred {
  readonly descriptor: string;
  readonly value: string;
  readonly tasks: number;
}

/** Listens to the scheduler. It must change nothing. */
export interface PlacementObserver {
  /** Whether the decisions on this task are wanted: only then is it worked out how the nodes stand. */
  wants(task: Task): boolean;
  decided(decision: PlacementDecision): void;
}
