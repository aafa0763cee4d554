import type { ServiceStatus } from '../../swarm/control-api.ts';
import type { Service } from '../../swarm/objects/service.ts';
import { imageWithoutDigest } from '../image-reference.ts';
import { formatRows } from '../templates/format-rows.ts';
import { shortId } from '../text/wording.ts';
import { publishedPorts } from './published-ports.ts';

const header = ['ID', 'NAME', 'MODE', 'REPLICAS', 'IMAGE', 'PORTS'];

export interface ServiceRow {
  readonly service: Service;
  readonly status: ServiceStatus;
}

/** The table of `service ls`, in the order given. Source: docker/cli `cli/command/service/formatter.go`. */
export function serviceTable(rows: readonly ServiceRow[], format: string): string {
  const lines = [
    header,
    ...rows.map(({ service, status }) => [
      shortId(service.id),
      service.spec.name,
      service.spec.mode.kind.replace('-', ' '),
      replicas(service, status),
      imageWithoutDigest(service.spec.task.container.image),
      publishedPorts(service.endpoint?.ports ?? []),
    ]),
  ];
  return formatRows(lines, format, { rowType: '*service.serviceContext' });
}

function replicas({ spec }: Service, { running, desired, completed }: ServiceStatus): string {
  const counts = `${running}/${desired}`;
  const { maxReplicas } = spec.task.placement;
  switch (spec.mode.kind) {
    case 'replicated-job':
      return `${counts} (${completed}/${spec.mode.totalCompletions} completed)`;
    case 'global-job':
      return `${counts} (${completed}/${desired + completed} completed)`;
    case 'replicated':
      return maxReplicas > 0 ? `${counts} (max ${maxReplicas} per node)` : counts;
    case 'global':
      return counts;
  }
}
