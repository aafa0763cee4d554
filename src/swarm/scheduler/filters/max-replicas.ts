import type { Filter } from '../filter.ts';

/** The node has fewer active tasks of the service than `--replicas-max-per-node` allows. */
export function maxReplicasFilter(): Filter {
  let serviceId = '';
  let most = 0;
  return {
    name: 'max-replicas',
    looksAt: 'service',
    applies(task) {
      serviceId = task.serviceId;
      most = task.spec.placement.maxReplicas;
      return most > 0;
    },
    demand: () => `${most} ${serviceId}`,
    check: (node) => node.activeOf(serviceId) < most,
    shortfalls: (node) => [
      {
        lacks: `it has ${node.activeOf(serviceId)} of at most ${most} tasks of the service`,
        remedy: `raise --replicas-max-per-node to ${node.activeOf(serviceId) + 1}`,
        distance: 1,
      },
    ],
    // SwarmKit's text says no number.
    explain: () => 'max replicas per node limit exceed',
  };
}
