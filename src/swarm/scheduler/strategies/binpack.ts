import { byLoad } from './by-load.ts';
import type { IndexedStrategy } from './indexed-strategy.ts';
import { memoryBytesWith, nanoCpusWith } from './reserved-share.ts';

interface Rank {
  readonly weight: number;
  readonly tasks: number;
}

/** Of a resource that the task does not reserve: the same on every node. */
const unreserved = 100;

/**
 * The fullest node that has room: the reserved percentage of CPUs plus that of memory, each with the task and only if the
 * task reserves it, rounded down; of equal nodes the one with more tasks. So tasks without reservations pile up on one node.
 * Source: classic (standalone) Docker Swarm, `scheduler/strategy/weighted_node.go` and `binpack.go`, without its health
 * indicator: nodes with failures come last anyway.
 */
export const binpack: IndexedStrategy = byLoad<Rank>('binpack', (reservations) => {
  const { nanoCpus, memoryBytes } = reservations;
  return {
    rank: (node) => {
      const cpus = nanoCpus > 0 ? percent(nanoCpusWith(node, reservations), node.totalNanoCpus) : unreserved;
      const memory = memoryBytes > 0 ? percent(memoryBytesWith(node, reservations), node.totalMemoryBytes) : unreserved;
      return { weight: cpus + memory, tasks: node.activeTotal };
    },
    compare: (a, b) => b.weight - a.weight || b.tasks - a.tasks,
  };
});

function percent(reserved: number, capacity: number): number {
  return Math.floor((reserved * 100) / capacity);
}
