import { noReservations } from '../../objects/resources.ts';
import type { Filter } from '../filter.ts';

/** What the task reserves is free on the node: CPU, memory and each generic resource. */
export function resourceFilter(): Filter {
  let wanted = noReservations;
  return {
    name: 'resource',
    looksAt: 'load',
    applies(task) {
      wanted = task.spec.reservations;
      return wanted.nanoCpus !== 0 || wanted.memoryBytes !== 0 || wanted.generic.length > 0;
    },
    demand() {
      const generic = wanted.generic.map(({ kind, value }) => [kind, value]);
      return JSON.stringify([wanted.nanoCpus, wanted.memoryBytes, generic]);
    },
    check: (node) =>
      wanted.nanoCpus <= node.freeNanoCpus &&
      wanted.memoryBytes <= node.freeMemoryBytes &&
      wanted.generic.every((reservation) => node.freeGeneric.has(reservation)),
    explain: (nodes) => `insufficient resources on ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  };
}
