import { byLoadScore } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { balancedScore } from './kube-scores.ts';

/**
 * The node whose shares of CPUs and of memory are nearest to each other with the task: kube-scheduler's
 * NodeResourcesBalancedAllocation, by itself. Tasks that reserve nothing go to any node, as kube-scheduler skips the score then.
 */
export const balancedAllocation: IndexedStrategy = byLoadScore('balanced-allocation', (reservations) => {
  const reservesNothing = reservations.nanoCpus === 0 && reservations.memoryBytes === 0;
  return reservesNothing ? () => 0 : (node) => balancedScore(node, reservations);
});
