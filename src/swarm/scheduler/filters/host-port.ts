import type { Filter } from '../filter.ts';
import { hostPortKeys } from '../host-port-keys.ts';

/** No task on the node publishes the same host port. */
export function hostPortFilter(): Filter {
  let ports: readonly string[] = [];
  return {
    name: 'host-port',
    looksAt: 'load',
    applies(task) {
      ports = hostPortKeys(task);
      return ports.length > 0;
    },
    demand: () => ports.join(' '),
    check: (node) => !ports.some((port) => node.hostPorts.has(port)),
    shortfalls: (node) =>
      ports
        .filter((port) => node.hostPorts.has(port))
        .map((port) => ({ lacks: `its port ${port} is taken`, remedy: `free port ${port} there`, distance: 1 })),
    explain: (nodes) => `host-mode port already in use on ${nodes === 1 ? '1 node' : `${nodes} nodes`}`,
  };
}
