import type { NodeInfo } from '../node-info.ts';
import { maxFailures, serviceKeyOf } from '../recent-failures.ts';
import type { PlacementGroup } from '../strategy.ts';

/**
 * How many recent failures of this version of the service are held against a node: 0 below the threshold. Nodes with any come
 * after all others. Source: SwarmKit `scheduleTaskGroup` nodeLess.
 */
export function heldFailures({ task, nowMs }: PlacementGroup): (node: NodeInfo) => number {
  const serviceKey = serviceKeyOf(task);
  return (node) => {
    const failures = node.failures.count(serviceKey, nowMs);
    return failures < maxFailures ? 0 : failures;
  };
}
