import type { Task } from '../objects/task.ts';
import type { NodeInfo } from './node-info.ts';

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
  /** SwarmKit's words for its having refused so many nodes (at least one). */
  explain(nodes: number): string;
}
