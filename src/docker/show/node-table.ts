import type { SwarmNode } from '../../swarm/objects/node.ts';
import { formatTable } from '../text/table.ts';
import { prettyWord } from '../text/wording.ts';

const header = ['ID', 'HOSTNAME', 'STATUS', 'AVAILABILITY', 'MANAGER STATUS', 'ENGINE VERSION'];

/** The table of `node ls`, in the order given; a star marks the node that is asked. Source: docker/cli `cli/command/node/formatter.go`. */
export function nodeTable(nodes: readonly SwarmNode[], selfId: string): string {
  return formatTable([
    // The template is `ID *`: its header has the star's column, empty.
    [`${header[0]}  `, ...header.slice(1)],
    ...nodes.map((node) => [
      `${node.id} ${node.id === selfId ? '*' : ' '}`,
      node.description?.hostname ?? '',
      prettyWord(node.status.state),
      prettyWord(node.spec.availability),
      managerStatus(node),
      node.description?.engine?.version ?? '',
    ]),
  ]);
}

function managerStatus({ managerStatus: status }: SwarmNode): string {
  if (status === null) return '';
  return status.leader ? 'Leader' : prettyWord(status.reachability);
}
