import { usedBy } from '../station/memory.ts';
import type { Traffic } from '../traffic.ts';

/** Sums of bytes, relative: they were added in another order. */
const tolerance = 1e-9;

/** What a node's memory is said to hold is what its tasks use. */
export function checkMemory({ parts: { stations } }: Traffic): void {
  stations.cpus.forEach((_cpus, node) => {
    let sum = 0;
    for (const task of stations.onNode(node)) sum += usedBy(stations.all[task]!);
    const used = stations.memory.usedOn(node);
    if (Math.abs(used - sum) > tolerance * Math.max(1, sum))
      throw new Error(`node ${node}: ${used} bytes of memory in use, and its tasks use ${sum}`);
  });
}
