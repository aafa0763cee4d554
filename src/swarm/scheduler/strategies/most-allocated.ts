import { byLoadScore } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { meanScore, mostRequestedScore } from './kube-scores.ts';

/** The node with the least room in percent, CPUs and memory taken together: kube-scheduler's MostAllocated. */
export const mostAllocated: IndexedStrategy = byLoadScore('most-allocated', (reservations) => {
  return (node) => meanScore(node, reservations, mostRequestedScore);
});
