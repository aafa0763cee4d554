import type { PlacementStrategy } from '../strategy.ts';
import { byRank } from './by-rank.ts';
import { dominantShare } from './reserved-share.ts';

interface Rank {
  readonly share: number;
  readonly ofService: number;
  readonly tasks: number;
}

/**
 * The node with the least reserved, with the task: the greater of its shares of CPUs and of memory counts. Of equal nodes the
 * one with fewer tasks of the service, then with fewer tasks in all, as `spread` has it: so it is `spread` where nothing is
 * reserved. What users ask of Swarm: moby/moby#35097.
 */
export const spreadByReservation: PlacementStrategy = byRank<Rank>('spread-by-reservation', ({ task }) => {
  const { reservations } = task.spec;
  return {
    rank: (node) => ({
      share: dominantShare(node, reservations),
      ofService: node.activeOf(task.serviceId),
      tasks: node.activeTotal,
    }),
    compare: (a, b) => a.share - b.share || a.ofService - b.ofService || a.tasks - b.tasks,
  };
});
