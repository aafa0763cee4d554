import type { NodeEngine, SwarmNode } from '../../swarm/objects/node.ts';
import type { TrustRoot } from '../invented-certificate.ts';
import { compareText } from '../text/natural-order.ts';
import type { Instant } from '../text/timestamp.ts';
import { goTime } from '../text/timestamp.ts';
import { prettyWord } from '../text/wording.ts';
import { formatDockerBytes } from '../units/docker-bytes.ts';

/**
 * `docker node inspect --pretty`.
 * Source: docker/cli `cli/command/node/formatter.go`.
 */
export function nodePretty(node: SwarmNode, joined: Instant, trustRoot: TrustRoot): string {
  const { spec, status, description } = node;
  const lines = [
    `ID:\t\t\t${node.id}`,
    ...(spec.name === '' ? [] : [`Name:\t\t\t${spec.name}`]),
    ...labelLines('Labels', spec.labels),
    `Hostname:              \t${description?.hostname ?? ''}`,
    `Joined at:             \t${goTime(joined).toLowerCase()}`,
    'Status:',
    ` State:\t\t\t${prettyWord(status.state)}`,
    ...(status.message === '' ? [] : [` Message:              \t${prettyWord(status.message)}`]),
    ` Availability:         \t${prettyWord(spec.availability)}`,
    ...(status.addr === '' ? [] : [` Address:\t\t${status.addr}`]),
    ...managerLines(node),
    'Platform:',
    ` Operating System:\t${description?.platform?.os ?? ''}`,
    ` Architecture:\t\t${description?.platform?.arch ?? ''}`,
    'Resources:',
    ` CPUs:\t\t\t${Math.trunc((description?.resources?.nanoCpus ?? 0) / 1e9)}`,
    ` Memory:\t\t${formatDockerBytes(description?.resources?.memoryBytes ?? 0)}`,
    ...engineLines(description?.engine ?? null),
    'TLS Info:',
    ' TrustRoot:',
    trustRoot.certificate,
    ` Issuer Subject:\t${trustRoot.issuerSubject}`,
    ` Issuer Public Key:\t${trustRoot.issuerPublicKey}`,
    '',
  ];
  return `${lines.join('\n')}\n`;
}

function managerLines({ managerStatus }: SwarmNode): string[] {
  if (managerStatus === null) return [];
  return [
    'Manager Status:',
    ` Address:\t\t${managerStatus.addr}`,
    ` Raft Status:\t\t${prettyWord(managerStatus.reachability)}`,
    ` Leader:\t\t${managerStatus.leader ? 'Yes' : 'No'}`,
  ];
}

function engineLines(engine: NodeEngine | null): string[] {
  const types = [...new Set((engine?.plugins ?? []).map(({ type }) => type))].sort(compareText);
  const plugins = types.map((type) => {
    const names = (engine?.plugins ?? []).filter((plugin) => plugin.type === type).map(({ name }) => name);
    return ` ${type}:\t\t${names.join(', ')}`;
  });
  return [
    ...(plugins.length === 0 ? [] : ['Plugins:', ...plugins]),
    `Engine Version:\t\t${engine?.version ?? ''}`,
    ...labelLines('Engine Labels', engine?.labels ?? {}),
  ];
}

function labelLines(title: string, labels: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(labels).sort(([a], [b]) => compareText(a, b));
  if (pairs.length === 0) return [];
  return [`${title}:`, ...pairs.map(([key, value]) => ` - ${key}${value === '' ? '' : `=${value}`}`)];
}
