import { firstFrom, type Part, type Partition } from '../../indexes/partition.ts';
import type { PlacementGroup } from '../../strategy.ts';
import type { Leaf } from './branch.ts';
import { type Share, shareOut } from './share-out.ts';

/** What all branches of a tree share. */
export interface Tree {
  readonly group: PlacementGroup;
  /** Active tasks of the service by number of part. */
  readonly tasks: Float64Array;
  /** Only asked for where tasks come to. */
  readonly makeLeaf: (part: Part) => Leaf;
}

/** The same as a branch that every node has been offered to, out of nodes that are divided already. */
export class KeptBranch implements Share {
  readonly tasks: number;
  readonly #tree: Tree;
  readonly #part: Part;
  #leaf: Leaf | null = null;
  #branches: readonly KeptBranch[] | null = null;

  constructor(tree: Tree, part: Part) {
    this.#tree = tree;
    this.#part = part;
    this.tasks = tree.tasks[part.number]!;
  }

  place(wanted: number): number {
    if (this.#part.parts.size === 0) {
      this.#leaf ??= this.#tree.makeLeaf(this.#part);
      return this.#leaf.place(wanted);
    }
    this.#branches ??= this.#inOrderOfTurn();
    return shareOut(wanted, this.#branches, this.#tree.group.random);
  }

  /** In the order in which the turn meets their first nodes. */
  #inOrderOfTurn(): KeptBranch[] {
    const { nodes } = this.#tree.group;
    return [...this.#part.parts.values()]
      .map((part) => ({ part, first: nodes.place(nodes.at(firstFrom(part, nodes.start))!) }))
      .sort((a, b) => a.first - b.first)
      .map(({ part }) => new KeptBranch(this.#tree, part));
  }
}

/** How many active tasks of the service each part has, by its number. */
export function tasksByPart({ task, nodes }: PlacementGroup, partition: Partition): Float64Array {
  const tasks = new Float64Array(partition.size);
  nodes.visitWithin(nodes.indexes.counts.holders(task.serviceId), (node) => {
    const ofService = node.activeOf(task.serviceId);
    for (let part = partition.innermost(node.slot); part !== null; part = part.outer) tasks[part.number]! += ofService;
    return false;
  });
  return tasks;
}
