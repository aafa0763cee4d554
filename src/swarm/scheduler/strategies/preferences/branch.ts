import type { SwarmNode } from '../../../objects/node.ts';
import { inMapOrder } from '../../map-order.ts';
import type { NodeInfo } from '../../node-info.ts';
import type { PlacementGroup } from '../../strategy.ts';

/** The value of one preferred label, empty if the node has none. */
export type Label = (node: SwarmNode) => string;

/** Nodes among which preferences make no difference (any more): what each strategy does in its own way. */
export interface Leaf {
  /** Considers a node. All are offered in the order of the group's turn. */
  offer(node: NodeInfo): void;
  /** Places up to so many of the group's tasks; answers how many. Called again, it goes on where it was. */
  place(wanted: number): number;
}

/**
 * The nodes that share the labels of all outer preferences, divided by the next one: one branch a value, that of missing
 * labels included. Every node counts in its branch, even one that can take nothing.
 */
export class Branch implements Leaf {
  /** Active tasks of the service on the branch's nodes when the tree was built; not brought up to date while it is used. */
  tasks = 0;
  readonly #group: PlacementGroup;
  readonly #labels: readonly Label[];
  readonly #depth: number;
  readonly #branches = new Map<string, Branch>();
  readonly #makeLeaf: () => Leaf;
  readonly #leaf: Leaf;

  constructor(group: PlacementGroup, labels: readonly Label[], makeLeaf: () => Leaf, depth = 0) {
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

  /**
   * Places up to so many tasks, so that the branches come to have equally many of the service; answers how many. What a
   * branch has no room for goes to the others. Source: SwarmKit `scheduleNTasksOnSubtree`.
   */
  place(wanted: number): number {
    if (this.#branches.size === 0) return this.#leaf.place(wanted);
    const branches = [...this.#branches.values()];
    const full = new Set<Branch>();
    let placed = 0;
    let usableTasks = this.tasks;
    let converging = true;
    while (placed !== wanted && full.size < branches.length && converging) {
      const usable = branches.length - full.size;
      const total = usableTasks + wanted - placed;
      const share = Math.floor(total / usable);
      let extra = total % usable;
      converging = false;
      for (const branch of inMapOrder(branches, this.#group.random)) {
        if (full.has(branch)) continue;
        const lacking = share - branch.tasks + (extra > 0 ? 1 : 0);
        if (lacking <= 0) continue;
        converging = true;
        const placedThere = branch.place(lacking);
        placed += placedThere;
        if (placedThere < lacking) {
          full.add(branch);
          usableTasks -= branch.tasks;
        } else if (extra > 0) extra--;
      }
    }
    return placed;
  }
}
