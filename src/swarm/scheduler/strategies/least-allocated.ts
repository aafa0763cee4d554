import { byLoadScore } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { leastRequestedScore, meanScore } from './kube-scores.ts';

/** The node with the most room in percent, CPUs and memory taken together: kube-scheduler's LeastAllocated, its default. */
export const leastAllocated: IndexedStrategy = byLoadScore('least-allocated', (reservations) => {
  return (node) => meanScore(node, reservations, leastRequestedScore);
});
