import { byLoad } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';

interface Rank {
  readonly used: boolean;
  readonly product: number;
}

/**
 * Vector packing: of the nodes that run tasks already the one whose free room points most the way of what the task reserves
 * (the greatest sum, over CPUs and memory, of reserved × free, both as shares of the node); an empty node only where none of
 * those has room. Source: Panigrahy, Talwar, Uyeda, Wieder, "Heuristics for Vector Bin Packing" (2011), DotProduct with all
 * weights 1; they fill bin after bin from items all known, here a bin is chosen for each item as it comes, shares as in Grandl
 * et al., "Multi-resource packing for cluster schedulers" (Tetris, 2014).
 */
export const dotProduct: IndexedStrategy = byLoad<Rank>('dot-product', ({ nanoCpus, memoryBytes }) => {
  return {
    rank: (node) => {
      const cpus = term(nanoCpus, node.freeNanoCpus, node.totalNanoCpus);
      const memory = term(memoryBytes, node.freeMemoryBytes, node.totalMemoryBytes);
      return { used: node.activeTotal > 0, product: cpus + memory };
    },
    compare: (a, b) => Number(b.used) - Number(a.used) || b.product - a.product,
  };
});

/** 0 for what is not reserved, whatever the node has of it. */
function term(wanted: number, free: number, capacity: number): number {
  return wanted === 0 ? 0 : (wanted / capacity) * (free / capacity);
}
