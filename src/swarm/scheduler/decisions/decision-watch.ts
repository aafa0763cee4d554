import type { Task } from '../../objects/task.ts';
import type { Group } from '../group.ts';
import type { NodeInfo } from '../node-info.ts';
import type { Pipeline } from '../pipeline.ts';
import type { PlacementStrategy } from '../strategy.ts';
import type { PlacementObserver, Standing } from './placement-decision.ts';
import { standings } from './standings.ts';

/**
 * Tells an observer of each decision, out of the very pipeline and strategy that decide. Counts no refusal and draws
 * nothing, so that a run is the same whether somebody listens or not.
 */
export class DecisionWatch {
  readonly #observer: PlacementObserver;
  readonly #strategy: PlacementStrategy;

  constructor(observer: PlacementObserver, strategy: PlacementStrategy) {
    this.#observer = observer;
    this.#strategy = strategy;
  }

  /** The node is about to take the task, and has not claimed anything yet. */
  placing(task: Task, group: Group, node: NodeInfo): void {
    this.#tell(task, group, node);
  }

  /** The strategy has left the task. */
  leaving(task: Task, group: Group): void {
    this.#tell(task, group, null);
  }

  /** The task came with its node: only that one is asked. `pipeline` is set to the task. */
  checking(task: Task, pipeline: Pipeline, info: NodeInfo, nowMs: number): void {
    if (!this.#observer.wants(task)) return;
    const refusedBy = pipeline.refusal(info)?.name ?? null;
    const standing: Standing = {
      nodeId: info.node.id,
      hostname: info.node.description?.hostname ?? '',
      refusedBy,
      shortfalls: pipeline.shortfalls(info),
      preferences: [],
      measures: {},
      best: refusedBy === null,
      turn: 0,
    };
    const nodeId = refusedBy === null ? info.node.id : null;
    this.#observer.decided({ atMs: nowMs, task, strategy: '', nodeId, standings: [standing] });
  }

  #tell(task: Task, group: Group, node: NodeInfo | null): void {
    if (!this.#observer.wants(task)) return;
    this.#observer.decided({
      atMs: group.nowMs,
      task,
      strategy: this.#strategy.name,
      nodeId: node?.node.id ?? null,
      standings: standings(group, this.#strategy, node),
    });
  }
}
