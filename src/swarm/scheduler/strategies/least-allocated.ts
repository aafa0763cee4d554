import type { PlacementStrategy } from '../strategy.ts';
import { byScore } from './by-rank.ts';
import { leastRequestedScore, meanScore } from './kube-scores.ts';

/** The node with the most room in percent, CPUs and memory taken together: kube-scheduler's LeastAllocated, its default. */
export const leastAllocated: PlacementStrategy = byScore('least-allocated', ({ task }) => {
  const { reservations } = task.spec;
  return (node) => meanScore(node, reservations, leastRequestedScore);
});
