import type { PlacementStrategy } from '../strategy.ts';
import { byScore } from './by-rank.ts';
import { balancedScore } from './kube-scores.ts';

/**
 * The node whose shares of CPUs and of memory are nearest to each other with the task: kube-scheduler's
 * NodeResourcesBalancedAllocation, by itself. Tasks that reserve nothing go to any node, as kube-scheduler skips the score then.
 */
export const balancedAllocation: PlacementStrategy = byScore('balanced-allocation', ({ task }) => {
  const { reservations } = task.spec;
  const reservesNothing = reservations.nanoCpus === 0 && reservations.memoryBytes === 0;
  return reservesNothing ? () => 0 : (node) => balancedScore(node, reservations);
});
