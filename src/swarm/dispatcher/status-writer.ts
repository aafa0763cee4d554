import type { RandomStream } from '../../kernel/random-stream.ts';
import type { NodeState, NodeStatus } from '../objects/node.ts';
import type { TaskStatus } from '../objects/task.ts';
import type { Store } from '../store/store.ts';
import type { Transaction } from '../store/transaction.ts';
import type { Timers } from '../timers.ts';

/**
 * Writes what agents report, in batches that leave at a fixed rhythm; where a batch's first report falls in it is
 * drawn. Without batching each report is a transaction of its own, while there is a quorum. A status that is earlier than the stored one is
 * dropped. Source: SwarmKit `dispatcher.go` processUpdates.
 */
export class StatusWriter {
  readonly #store: Store;
  readonly #loop: Timers;
  readonly #stream: RandomStream;
  readonly #batchMs: number;
  readonly #commits: () => boolean;
  readonly #tasks = new Map<string, TaskStatus>();
  readonly #nodes = new Map<string, NodeStatus>();
  #scheduled = false;

  /** @param commits - whether a write can be committed at present */
  constructor(store: Store, loop: Timers, stream: RandomStream, batchMs: number, commits: () => boolean) {
    this.#store = store;
    this.#loop = loop;
    this.#stream = stream;
    this.#batchMs = batchMs;
    this.#commits = commits;
  }

  task(taskId: string, status: TaskStatus): void {
    if (this.#batchMs === 0 && this.#commits()) {
      this.#store.update((tx) => this.#writeTask(tx, taskId, status));
      return;
    }
    this.#tasks.set(taskId, status);
    this.#schedule();
  }

  node(nodeId: string, status: NodeStatus): void {
    if (this.#batchMs === 0 && this.#commits()) {
      this.#store.update((tx) => this.#writeNode(tx, nodeId, status));
      return;
    }
    this.#nodes.set(nodeId, status);
    this.#schedule();
  }

  /** The node's state once all that waits is written. */
  stateOf(nodeId: string): NodeState | undefined {
    return (this.#nodes.get(nodeId) ?? this.#store.nodes.get(nodeId)?.status)?.state;
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#loop.call(this.#stream.uniform() * this.#batchMs, () => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #flush(): void {
    this.#store.batch((batch) => {
      for (const [taskId, status] of this.#tasks) batch.update((tx) => this.#writeTask(tx, taskId, status));
      for (const [nodeId, status] of this.#nodes) batch.update((tx) => this.#writeNode(tx, nodeId, status));
    });
    this.#tasks.clear();
    this.#nodes.clear();
  }

  #writeTask(tx: Transaction, taskId: string, status: TaskStatus): void {
    const task = this.#store.tasks.get(taskId);
    if (task === undefined || status.state < task.status.state) return;
    tx.updateTask({ ...task, status: { ...status, appliedAtMs: this.#store.nowMs } });
  }

  #writeNode(tx: Transaction, nodeId: string, status: NodeStatus): void {
    const node = this.#store.nodes.get(nodeId);
    if (node !== undefined) tx.updateNode({ ...node, status });
  }
}
