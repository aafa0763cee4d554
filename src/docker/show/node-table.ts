import type { SwarmNode } from '../../swarm/objects/node.ts';
import { formatRows } from '../templates/format-rows.ts';
import { prettyWord } from '../text/wording.ts';

const header = ['ID', 'HOSTNAME', 'STATUS', 'AVAILABILITY', 'MANAGER STATUS', 'ENGINE VERSION'];

/** The table of `node ls`, in the order given; a star marks the node that is asked. Source: docker/cli `cli/command/node/formatter.go`. */
export function nodeTable(nodes: readonly SwarmNode[], selfId: string, format: string): string {
  const lines = [
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
  ];
  const more = nodes.map(({ id }) => ({ Self: id === selfId, TLSStatus: 'Ready' }));
  return formatRows(lines, format, { rowType: '*node.nodeContext', more });
}

function managerStatus({ managerStatus: status }: SwarmNode): string {
  if (status === null) return '';
  return status.leader ? 'Leader' : prettyWord(status.reachability);
}
