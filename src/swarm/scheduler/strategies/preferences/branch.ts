import type { Label } from '../../indexes/partition.ts';
import type { NodeInfo } from '../../node-info.ts';
import type { PlacementGroup } from '../../strategy.ts';
import { type Share, shareOut } from './share-out.ts';

/** Nodes among which preferences make no difference (any more): what each strategy does in its own way. */
export interface Leaf {
  /** Places up to so many of the group's tasks; answers how many. Called again, it goes on where it was. */
  place(wanted: number): number;
}

/** One that is told the nodes one by one. */
export interface OfferedLeaf extends Leaf {
  /** Considers a node. All are offered in the order of the group's turn. */
  offer(node: NodeInfo): void;
}

/**
 * The nodes that share the labels of all outer preferences, divided by the next one: one branch a value, that of missing
 * labels included. Every node counts in its branch, even one that can take nothing.
 */
export class Branch implements OfferedLeaf, Share {
  tasks = 0;
  readonly #group: PlacementGroup;
  readonly #labels: readonly Label[];
  readonly #depth: number;
  readonly #branches = new Map<string, Branch>();
  readonly #makeLeaf: () => OfferedLeaf;
  readonly #leaf: OfferedLeaf;

  constructor(group: PlacementGroup, labels: readonly Label[], makeLeaf: () => OfferedLeaf, depth = 0) {
    this.#group = group;
    this.#labels = labels;
    this.#depth = depth;
    this.#makeLeaf = makeLeaf;
    this.#leaf = makeLeaf();
  }

  /** Sorts a node in. */
  offer(node: NodeInfo): void {
    this.tasks += node.activeOf(this.#group.task.serviceId);
    const label = this.#labels[this.#depth];
    if (label === undefined) {
      this.#leaf.offer(node);
      return;
    }
    const value = label(node.node);
    let branch = this.#branches.get(value);
    if (branch === undefined) {
      branch = new Branch(this.#group, this.#labels, this.#makeLeaf, this.#depth + 1);
      this.#branches.set(value, branch);
    }
    branch.offer(node);
  }

  place(wanted: number): number {
    if (this.#branches.size === 0) return this.#leaf.place(wanted);
    return shareOut(wanted, [...this.#branches.values()], this.#group.random);
  }
}
