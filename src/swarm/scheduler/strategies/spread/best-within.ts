import type { SlotSet } from '../../indexes/slot-set.ts';
import type { NodeInfo } from '../../node-info.ts';
import type { PlacementGroup } from '../../strategy.ts';
import type { Candidate, NodeOrder } from './node-order.ts';

/** At most so many nodes of a set that fit, the best, in the order of the turn: from the index of counts. */
export function bestWithin(group: PlacementGroup, order: NodeOrder, within: SlotSet, most: number): Candidate[] {
  const best: Candidate[] = [];
  const failing: NodeInfo[] = [];
  group.nodes.visitFewestFirst(group.task.serviceId, within, (node) => {
    if (!group.fits(node)) return false;
    if (order.failures(node) === 0) best.push(order.candidate(node));
    else failing.push(node);
    return best.length === most;
  });
  // Nodes with failures come after all others, whatever their counts.
  const last = failing.map((node) => order.candidate(node)).sort((a, b) => (order.comesBefore(a, b) ? -1 : 1));
  best.push(...last.slice(0, most - best.length));
  return best.sort((a, b) => a.place - b.place);
}
