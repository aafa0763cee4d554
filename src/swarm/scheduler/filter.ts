import type { Task } from '../objects/task.ts';
import type { NodeInfo } from './node-info.ts';

/** What keeps a filter from letting a node pass, and what would mend it. */
export interface Shortfall {
  /** What the node lacks, or what is in the way, after "node2: ". */
  readonly lacks: string;
  /** What to do, as an order. `there` is the node. */
  readonly remedy: string;
  /** How far the node is from passing: a share of what it has where it lacks some of something, else 1. */
  readonly distance: number;
}

/** One condition that a node must meet. One file in `filters/` each. Source: SwarmKit `manager/scheduler/filter.go`. */
export interface Filter {
  /** As `explain` names it. */
  readonly name: string;
  /** What the answer hangs on besides the task: what the node is, what it holds, or how many tasks of the service. */
  readonly looksAt: 'node' | 'load' | 'service';
  /** Whether tasks like this one need the check at all. Asked before any check; the filter keeps what it needs of the task. */
  applies(task: Task): boolean;
  /** What the task that it was last asked about wants of a node: by equal texts nodes are judged alike. */
  demand(): string;
  /** Whether the node can take one more such task now. */
  check(node: NodeInfo): boolean;
  /** For a node that it refuses: each thing that is in the way. Only asked for explanations. */
  shortfalls(node: NodeInfo): readonly Shortfall[];
  /** SwarmKit's words for its having refused so many nodes (at least one). */
  explain(nodes: number): string;
}
