import { SlotSet } from '../indexes/slot-set.ts';
import type { PlacementGroup } from '../strategy.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { placeByIndex, placeByScan } from './preferences/place-by-preferences.ts';
import { bestWithin } from './spread/best-within.ts';
import { SpreadLeaf } from './spread/leaf.ts';
import { NodeOrder } from './spread/node-order.ts';

/**
 * SwarmKit's own: a service's tasks are spread evenly over the values of the preferred labels, then over the nodes; the
 * node with fewer tasks in all is taken of those that are equal. Reservations are not looked at. A node where the service
 * failed often comes last. Source: SwarmKit `manager/scheduler`; spec: Scheduler.
 */
export const spread: IndexedStrategy = {
  name: 'spread',
  place(group) {
    const prefers = group.task.spec.placement.preferences.length > 0;
    const placed = prefers ? spreadOverParts(group) : spreadOverAll(group);
    if (!placed) spreadByScan(group);
  },
  judge: (group) => new NodeOrder(group),
  byScan: { name: 'spread', place: spreadByScan },
};

/*
 * Where there is a node for each task, all will be placed, and nothing is to be explained. Else every node has to be looked at
 * anyway.
 */

/** Answers whether it has placed the tasks: all or none. */
function spreadOverAll(group: PlacementGroup): boolean {
  const order = new NodeOrder(group);
  const most = group.remaining;
  const best = most < group.nodes.size ? bestWithin(group, order, group.able, most) : [];
  if (best.length < most) return false;
  new SpreadLeaf(group, order, best).place(most);
  return true;
}

/** The same over the values of the preferred labels. */
function spreadOverParts(group: PlacementGroup): boolean {
  const most = group.remaining;
  if (!hasNodesFor(group, most)) return false;
  const order = new NodeOrder(group);
  const { able } = group;
  placeByIndex(group, () => ({ set }) => {
    const within = new SlotSet(able.capacity).setToBoth(able, set);
    return new SpreadLeaf(group, order, bestWithin(group, order, within, most));
  });
  return true;
}

function hasNodesFor(group: PlacementGroup, tasks: number): boolean {
  const { able, nodes } = group;
  if (able.size < tasks) return false;
  let fitting = 0;
  nodes.visitWithin(able, (node) => {
    if (group.fits(node)) fitting++;
    return fitting === tasks;
  });
  return fitting === tasks;
}

function spreadByScan(group: PlacementGroup): void {
  const order = new NodeOrder(group);
  placeByScan(group, () => new SpreadLeaf(group, order));
}
