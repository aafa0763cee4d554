import type { Reservations } from '../../objects/resources.ts';
import type { NodeInfo } from '../node-info.ts';

/** CPUs reserved on the node once it has the task, in nano-CPUs. */
export function nanoCpusWith(node: NodeInfo, { nanoCpus }: Reservations): number {
  return node.totalNanoCpus - node.freeNanoCpus + nanoCpus;
}

/** Memory reserved on the node once it has the task, in bytes. */
export function memoryBytesWith(node: NodeInfo, { memoryBytes }: Reservations): number {
  return node.totalMemoryBytes - node.freeMemoryBytes + memoryBytes;
}

/** The greater of the shares of CPUs and of memory that are reserved once the node has the task. */
export function dominantShare(node: NodeInfo, reservations: Reservations): number {
  const cpus = shareOf(nanoCpusWith(node, reservations), node.totalNanoCpus);
  const memory = shareOf(memoryBytesWith(node, reservations), node.totalMemoryBytes);
  return Math.max(cpus, memory);
}

/** 0…1; more on a node that has shrunk. Of a resource that the node has none of: 0, as nothing can be reserved there. */
export function shareOf(reserved: number, capacity: number): number {
  if (capacity > 0) return reserved / capacity;
  return reserved > 0 ? 1 : 0;
}
