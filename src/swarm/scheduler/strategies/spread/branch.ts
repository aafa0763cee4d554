import { labelOf } from '../../../constraint/constraint.ts';
import type { SwarmNode } from '../../../objects/node.ts';
import { inMapOrder } from '../../map-order.ts';
import type { NodeInfo } from '../../node-info.ts';
import type { PlacementGroup } from '../../strategy.ts';
import { Leaf } from './leaf.ts';
import type { NodeOrder } from './node-order.ts';

type Label = (node: SwarmNode) => string;

/**
 * What each spread preference divides by. A descriptor that names no label is passed over without a word.
 * Source: SwarmKit `nodeset.go` tree.
 */
export function preferredLabels({ task }: PlacementGroup): Label[] {
  return task.spec.placement.preferences.map(({ spread }) => labelOf(spread)).filter((label) => label !== null);
}

/**
 * The nodes that share the labels of all outer preferences, divided by the next one: one branch a value, that of missing
 * labels included. Every node counts in its branch, even one that can take nothing.
 */
export class Branch {
  /** Active tasks of the service on the branch's nodes when the tree was built; not brought up to date while it is used. */
  tasks = 0;
  readonly #group: PlacementGroup;
  readonly #order: NodeOrder;
  readonly #labels: readonly Label[];
  readonly #depth: number;
  readonly #branches = new Map<string, Branch>();
  readonly #leaf: Leaf;

  constructor(group: PlacementGroup, order: NodeOrder, labels: readonly Label[], depth = 0) {
    this.#group = group;
    this.#order = order;
    this.#labels = labels;
    this.#depth = depth;
    this.#leaf = new Leaf(group, order);
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
      branch = new Branch(this.#group, this.#order, this.#labels, this.#depth + 1);
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
