import type { Part, Partition } from '../indexes/partition.ts';
import type { PlacementGroup } from '../strategy.ts';
import type { Leaf, OfferedLeaf } from './preferences/branch.ts';
import { placeByIndex, placeByScan } from './preferences/place-by-preferences.ts';

/**
 * Places the group over its preferences. Where tasks are left, their explanation counts every node that refuses them now,
 * each by the first filter that it fails.
 */
export function scanAndExplain(group: PlacementGroup, makeLeaf: () => OfferedLeaf): void {
  placeByScan(group, makeLeaf);
  explainRest(group);
}

/** The same from indexes; only for the explanation all nodes are looked at. */
export function placeAndExplain(group: PlacementGroup, leavesOf: (whole: Partition) => (part: Part) => Leaf): void {
  placeByIndex(group, leavesOf);
  explainRest(group);
}

export function explainRest(group: PlacementGroup): void {
  if (group.remaining === 0) return;
  group.nodes.visit((node) => {
    // A node that passes, but that the strategy does not want, would make the count begin anew.
    if (!group.fits(node)) group.passes(node);
    return false;
  });
}
