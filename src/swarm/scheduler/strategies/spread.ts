import type { PlacementGroup, PlacementStrategy } from '../strategy.ts';
import { offerAll, placeByPreferences, preferredLabels } from './preferences/place-by-preferences.ts';
import { SpreadLeaf } from './spread/leaf.ts';
import { type Candidate, NodeOrder } from './spread/node-order.ts';

/** How the best nodes for a group without preferences are found: the answers are equal, the costs are not. */
export type LeafBuilder = (group: PlacementGroup, order: NodeOrder) => SpreadLeaf;

/**
 * SwarmKit's own: a service's tasks are spread evenly over the values of the preferred labels, then over the nodes; the
 * node with fewer tasks in all is taken of those that are equal. Reservations are not looked at. A node where the service
 * failed often comes last. Source: SwarmKit `manager/scheduler`; spec: Scheduler.
 */
export const spread: PlacementStrategy = spreadBy(leafByIndex);

export function spreadBy(buildLeaf: LeafBuilder): PlacementStrategy {
  return {
    name: 'spread',
    place(group) {
      const order = new NodeOrder(group);
      if (preferredLabels(group).length > 0) placeByPreferences(group, () => new SpreadLeaf(group, order));
      else buildLeaf(group, order).place(group.remaining);
    },
  };
}

/** Looks at every node, as SwarmKit does. */
export function leafByScan(group: PlacementGroup, order: NodeOrder): SpreadLeaf {
  const leaf = new SpreadLeaf(group, order);
  offerAll(group, leaf);
  return leaf;
}

/**
 * Takes the best nodes from the index, as many as there are tasks. Where there are not so many, every node has to be
 * looked at anyway, for the explanation too: then it is the scan.
 */
export function leafByIndex(group: PlacementGroup, order: NodeOrder): SpreadLeaf {
  const wanted = group.remaining;
  if (wanted >= group.nodes.size) return leafByScan(group, order);
  const best: Candidate[] = [];
  group.nodes.visitFewestFirst(group.task.serviceId, (node) => {
    // Nodes with failures come after all others, whatever their counts.
    if (order.failures(node) === 0 && group.fits(node)) best.push(order.candidate(node));
    return best.length === wanted;
  });
  if (best.length < wanted) return leafByScan(group, order);
  const leaf = new SpreadLeaf(group, order);
  leaf.take(best);
  return leaf;
}
