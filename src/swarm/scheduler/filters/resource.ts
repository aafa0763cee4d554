import { noReservations } from '../../objects/resources.ts';
import type { Filter, Shortfall } from '../filter.ts';

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
    shortfalls: (node) => [
      ...shortOf(cpus, wanted.nanoCpus, node.freeNanoCpus, node.totalNanoCpus),
      ...shortOf(memory, wanted.memoryBytes, node.freeMemoryBytes, node.totalMemoryBytes),
      ...wanted.generic
        .filter((reservation) => !node.freeGeneric.has(reservation))
        .map(({ kind, value }) => ({
          lacks: `it has less than ${kind}=${value} free`,
          remedy: `free ${kind}=${value} there`,
          distance: 1,
        })),
    ],
    explain: (nodes) => `insufficient resources on ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  };
}

/** How an amount of a resource is told. */
type Amount = (amount: number) => string;

const cpus: Amount = (nanoCpus) => `${nanoCpus / 1e9} CPU`;
const memory: Amount = (bytes) => `${Math.ceil(bytes / 2 ** 20)} MiB of memory`;

function shortOf(told: Amount, wanted: number, free: number, total: number): Shortfall[] {
  if (wanted <= free) return [];
  const short = wanted - free;
  const lacks = `it lacks ${told(short)}`;
  if (wanted > total) return [{ lacks, remedy: `reserve at most ${told(total)}, which is all it has`, distance: 1 }];
  return [{ lacks, remedy: `free ${told(short)} there`, distance: short / total }];
}
