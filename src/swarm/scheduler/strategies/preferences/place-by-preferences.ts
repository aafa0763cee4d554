import { labelOf } from '../../../constraint/constraint.ts';
import type { PlacementGroup } from '../../strategy.ts';
import { Branch, type Label, type Leaf } from './branch.ts';

/**
 * Spreads the group's tasks over the values of the preferred labels, as SwarmKit does, and leaves it to a leaf what to do
 * with those that come to nodes of the same values; without preferences one leaf has them all.
 */
export function placeByPreferences(group: PlacementGroup, makeLeaf: () => Leaf): void {
  const labels = preferredLabels(group);
  const root = labels.length === 0 ? makeLeaf() : new Branch(group, labels, makeLeaf);
  offerAll(group, root);
  root.place(group.remaining);
}

/**
 * What each spread preference divides by. A descriptor that names no label is passed over without a word.
 * Source: SwarmKit `nodeset.go` tree.
 */
export function preferredLabels({ task }: PlacementGroup): Label[] {
  return task.spec.placement.preferences.map(({ spread }) => labelOf(spread)).filter((label) => label !== null);
}

/** Every node in the order of the turn, also those that can take nothing. */
export function offerAll({ nodes }: PlacementGroup, leaf: Leaf): void {
  nodes.visit((node) => {
    leaf.offer(node);
    return false;
  });
}
