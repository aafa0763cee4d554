import { byLoad } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
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
export const spreadByReservation: IndexedStrategy = byLoad<Rank>('spread-by-reservation', (reservations) => {
  return {
    looksAtService: true,
    rank: (node, ofService) => ({
      share: dominantShare(node, reservations),
      ofService,
      tasks: node.activeTotal,
    }),
    compare: (a, b) => a.share - b.share || a.ofService - b.ofService || a.tasks - b.tasks,
  };
});
