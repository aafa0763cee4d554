import type { Reservations } from '../../objects/resources.ts';
import type { NodeInfo } from '../node-info.ts';
import { memoryBytesWith, nanoCpusWith } from './reserved-share.ts';

/**
 * What kube-scheduler takes a pod to need that requests no CPU or no memory, so that such pods count on their node too.
 * Source: Kubernetes `pkg/scheduler/util/pod_resources.go` DefaultMilliCPURequest, DefaultMemoryRequest.
 */
export const defaultNanoCpus = 100e6;
export const defaultMemoryBytes = 200 * 2 ** 20;

/** The score of the best node. Source: kube-scheduler's `framework.MaxNodeScore`. */
const mostScore = 100;

/** The score of one resource of a node, 0…100: what would be reserved of it with the task, and what there is (not 0). */
type ResourceScore = (reserved: number, capacity: number) => number;

/**
 * The mean of the scores of CPUs and of memory, with equal weights, or of the one that the node has any of; rounded down
 * to whole numbers, as the int64s of kube-scheduler are: so many nodes are equal, and chance decides between them.
 * Source: Kubernetes `pkg/scheduler/framework/plugins/noderesources/resource_allocation.go`.
 */
export function meanScore(node: NodeInfo, wanted: Reservations, score: ResourceScore): number {
  const { totalNanoCpus, totalMemoryBytes } = node;
  const cpus = totalNanoCpus === 0 ? null : Math.floor(score(requestedNanoCpus(node, wanted), totalNanoCpus));
  const memory = totalMemoryBytes === 0 ? null : Math.floor(score(requestedMemory(node, wanted), totalMemoryBytes));
  if (cpus === null || memory === null) return cpus ?? memory ?? 0;
  return Math.floor((cpus + memory) / 2);
}

/** Source: ibid., `least_allocated.go` leastRequestedScore. */
export function leastRequestedScore(reserved: number, capacity: number): number {
  return reserved > capacity ? 0 : ((capacity - reserved) * mostScore) / capacity;
}

/** Source: ibid., `most_allocated.go` mostRequestedScore. */
export function mostRequestedScore(reserved: number, capacity: number): number {
  return (Math.min(reserved, capacity) * mostScore) / capacity;
}

/**
 * The nearer the shares of CPUs and of memory are to each other, with the task, the better; the best, where the node has
 * only one of them. By what is really reserved. Source: ibid., `balanced_allocation.go` balancedResourceScorer.
 */
export function balancedScore(node: NodeInfo, wanted: Reservations): number {
  const { totalNanoCpus, totalMemoryBytes } = node;
  if (totalNanoCpus === 0 || totalMemoryBytes === 0) return mostScore;
  const cpus = Math.min(1, nanoCpusWith(node, wanted) / totalNanoCpus);
  const memory = Math.min(1, memoryBytesWith(node, wanted) / totalMemoryBytes);
  return Math.floor((1 - Math.abs(cpus - memory) / 2) * mostScore);
}

function requestedNanoCpus(node: NodeInfo, wanted: Reservations): number {
  const unreserved = node.tasksWithoutCpus + (wanted.nanoCpus === 0 ? 1 : 0);
  return nanoCpusWith(node, wanted) + unreserved * defaultNanoCpus;
}

function requestedMemory(node: NodeInfo, wanted: Reservations): number {
  const unreserved = node.tasksWithoutMemory + (wanted.memoryBytes === 0 ? 1 : 0);
  return memoryBytesWith(node, wanted) + unreserved * defaultMemoryBytes;
}
