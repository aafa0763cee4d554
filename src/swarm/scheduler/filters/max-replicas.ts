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
    // SwarmKit's text says no number.
    explain: () => 'max replicas per node limit exceed',
  };
}
