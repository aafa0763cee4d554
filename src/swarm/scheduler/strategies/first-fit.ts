import { byLoadScore } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';

/**
 * The first node that has room, in the order in which they joined the swarm: in one that is ready at time 0 the managers,
 * then the workers, each by name. Source: Johnson, "Near-optimal bin packing algorithms" (1973), first fit.
 */
export const firstFit: IndexedStrategy = byLoadScore('first-fit', () => (node) => -node.arrival);
