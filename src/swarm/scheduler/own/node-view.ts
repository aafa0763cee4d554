import type { NodeInfo } from '../node-info.ts';
import { serviceKeyOf } from '../recent-failures.ts';
import type { PlacementGroup as Group } from '../strategy.ts';
import type { PlacementNode } from './placement.ts';

const nanoPerCpu = 1e9;

/** What a strategy of the user's own sees of a node while a group is placed: nothing that it could change. */
export class NodeView implements PlacementNode {
  readonly #node: NodeInfo;
  readonly #group: Group;

  constructor(node: NodeInfo, group: Group) {
    this.#node = node;
    this.#group = group;
  }

  get name() {
    return this.#node.node.description?.hostname ?? this.#node.node.id;
  }
  get role() {
    return this.#node.node.role;
  }
  get address() {
    return this.#node.node.status.addr;
  }
  get labels() {
    return Object.freeze(this.#node.node.spec.labels);
  }
  get engineLabels() {
    return Object.freeze(this.#node.node.description?.engine?.labels ?? {});
  }
  get os() {
    return this.#node.node.description?.platform?.os ?? '';
  }
  get arch() {
    return this.#node.node.description?.platform?.arch ?? '';
  }
  get cpus() {
    return this.#node.totalNanoCpus / nanoPerCpu;
  }
  get memoryBytes() {
    return this.#node.totalMemoryBytes;
  }
  get freeCpus() {
    return this.#node.freeNanoCpus / nanoPerCpu;
  }
  get freeMemoryBytes() {
    return this.#node.freeMemoryBytes;
  }
  get reservedCpus() {
    return (this.#node.totalNanoCpus - this.#node.freeNanoCpus) / nanoPerCpu;
  }
  get reservedMemoryBytes() {
    return this.#node.totalMemoryBytes - this.#node.freeMemoryBytes;
  }
  get tasks() {
    return this.#node.activeTotal;
  }
  get tasksOfService() {
    return this.#node.activeOf(this.#group.task.serviceId);
  }
  get recentFailures() {
    return this.#node.failures.count(serviceKeyOf(this.#group.task), this.#group.nowMs);
  }

  freeGeneric(kind: string): number {
    return this.#node.freeGeneric.count(kind);
  }
}
