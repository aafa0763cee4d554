import type { PlacementStrategy } from '../strategy.ts';
import { byScore } from './by-rank.ts';
import { meanScore, mostRequestedScore } from './kube-scores.ts';

/** The node with the least room in percent, CPUs and memory taken together: kube-scheduler's MostAllocated. */
export const mostAllocated: PlacementStrategy = byScore('most-allocated', ({ task }) => {
  const { reservations } = task.spec;
  return (node) => meanScore(node, reservations, mostRequestedScore);
});
