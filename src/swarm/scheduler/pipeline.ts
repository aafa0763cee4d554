import type { Task } from '../objects/task.ts';
import type { Filter, Shortfall } from './filter.ts';
import { constraintFilter } from './filters/constraint.ts';
import { hostPortFilter } from './filters/host-port.ts';
import { maxReplicasFilter } from './filters/max-replicas.ts';
import { platformFilter } from './filters/platform.ts';
import { pluginFilter } from './filters/plugin.ts';
import { readyFilter } from './filters/ready.ts';
import { resourceFilter } from './filters/resource.ts';
import type { NodeInfo } from './node-info.ts';

interface Stage {
  readonly filter: Filter;
  /** Nodes refused since the last one that passed. */
  refusals: number;
}

/**
 * All filters in their order: a node is refused by the first that it fails. Counts the refusals, so that the reason why a
 * task found no place is known for free. Source: SwarmKit `manager/scheduler/pipeline.go`; spec: Scheduler, filter pipeline.
 */
export class Pipeline {
  readonly #stages: readonly Stage[];
  #active: readonly Stage[] = [];
  #refused = false;

  constructor(filters: readonly Filter[] = allFilters()) {
    this.#stages = filters.map((filter) => ({ filter, refusals: 0 }));
  }

  /** Turns to another kind of task and forgets the refusals. */
  setTask(task: Task): void {
    this.#forget();
    this.#active = this.#stages.filter(({ filter }) => filter.applies(task));
  }

  /** The first filter that refuses the node; `null` = it passes them all. Counts nothing. */
  refusal(node: NodeInfo): Filter | null {
    return this.#refusingStage(node)?.filter ?? null;
  }

  /** All that keeps the node from passing, filter by filter; empty = it passes. Counts nothing. */
  shortfalls(node: NodeInfo): Shortfall[] {
    return this.#active.flatMap(({ filter }) => (filter.check(node) ? [] : filter.shortfalls(node)));
  }

  /** Whether filters that look at the node alone (`node`) let it pass, or those and the ones that look at its load. Counts nothing. */
  meets(node: NodeInfo, by: 'node' | 'load'): boolean {
    for (const { filter } of this.#active) {
      if ((filter.looksAt === 'node' || filter.looksAt === by) && !filter.check(node)) return false;
    }
    return true;
  }

  /** What the task wants as far as {@link meets} asks for it: by equal texts the answers are equal. */
  demandOf(by: 'node' | 'load'): string {
    let demand = '';
    for (const { filter } of this.#active) {
      if (filter.looksAt === 'node' || filter.looksAt === by) demand += `${filter.name} ${filter.demand()}\n`;
    }
    return demand;
  }

  /** Whether a filter looks at how many tasks of the service a node has. */
  get looksAtService(): boolean {
    return this.#active.some(({ filter }) => filter.looksAt === 'service');
  }

  /** Whether the node passes all filters. A refusal is counted; a pass forgets all earlier refusals (SwarmKit does so). */
  passes(node: NodeInfo): boolean {
    const stage = this.#refusingStage(node);
    if (stage === null) {
      if (this.#refused) this.#forget();
      return true;
    }
    stage.refusals++;
    this.#refused = true;
    return false;
  }

  /** The refusals since the last node that passed, most frequent first, ties in the order of the filters. Empty = none. */
  explain(): string {
    return this.#stages
      .filter(({ refusals }) => refusals > 0)
      .sort((a, b) => b.refusals - a.refusals)
      .map(({ filter, refusals }) => filter.explain(refusals))
      .join('; ');
  }

  #refusingStage(node: NodeInfo): Stage | null {
    for (const stage of this.#active) {
      if (!stage.filter.check(node)) return stage;
    }
    return null;
  }

  #forget(): void {
    for (const stage of this.#stages) stage.refusals = 0;
    this.#refused = false;
  }
}

/** In the order in which a node meets them. */
function allFilters(): Filter[] {
  return [
    readyFilter(),
    resourceFilter(),
    pluginFilter(),
    constraintFilter(),
    platformFilter(),
    hostPortFilter(),
    maxReplicasFilter(),
  ];
}
