import { labelOf } from '../../../constraint/constraint.ts';
import type { Label, Part, Partition } from '../../indexes/partition.ts';
import type { PlacementGroup } from '../../strategy.ts';
import { Branch, type Leaf, type OfferedLeaf } from './branch.ts';
import { KeptBranch, tasksByPart } from './kept-branch.ts';

export interface Preference {
  readonly descriptor: string;
  readonly label: Label;
}

/**
 * Spreads the group's tasks over the values of the preferred labels, as SwarmKit does, and leaves it to a leaf what to do
 * with those that come to nodes of the same values; without preferences one leaf has them all. Looks at every node.
 */
export function placeByScan(group: PlacementGroup, makeLeaf: () => OfferedLeaf): void {
  const labels = preferencesOf(group).map(({ label }) => label);
  const root = labels.length === 0 ? makeLeaf() : new Branch(group, labels, makeLeaf);
  group.nodes.visit((node) => {
    root.offer(node);
    return false;
  });
  root.place(group.remaining);
}

/** The same with nodes that are divided already. A leaf is made only where tasks come to. */
export function placeByIndex(group: PlacementGroup, leavesOf: (whole: Partition) => (part: Part) => Leaf): void {
  const preferences = preferencesOf(group);
  const name = preferences.map(({ descriptor }) => descriptor).join('\n');
  const labels = preferences.map(({ label }) => label);
  const partition = group.nodes.indexes.partition(name, labels);
  const tasks = tasksByPart(group, partition);
  new KeptBranch({ group, tasks, makeLeaf: leavesOf(partition) }, partition.whole).place(group.remaining);
}

/** A descriptor that names no label is passed over without a word. Source: SwarmKit `nodeset.go` tree. */
export function preferencesOf({ task }: Pick<PlacementGroup, 'task'>): Preference[] {
  return task.spec.placement.preferences.flatMap(({ spread: descriptor }) => {
    const label = labelOf(descriptor);
    return label === null ? [] : [{ descriptor, label }];
  });
}
