import { clientVersion } from '../client-version.ts';
import { infoJson } from '../engine-json/info-json.ts';
import type { Info } from '../syntax/info.ts';
import { compareText } from '../text/natural-order.ts';
import { formatDockerBytes } from '../units/docker-bytes.ts';
import { humanDuration } from '../units/human-duration.ts';
import { printObject } from './print-object.ts';
import type { Session } from './session.ts';

const infoTypes = { rowType: 'system.dockerInfo', durations: ['HeartbeatPeriod', 'NodeCertExpiry'] };

/** `docker info`: what a simulated engine can say of itself, in the client's order. Source: docker/cli `cli/command/system/info.go`. */
export function showInfo(form: Info, { host, terminal, refusal }: Session): void {
  if (form.format !== '') {
    printObject(infoJson(host, refusal), form.format, terminal, infoTypes);
    return;
  }
  const { machine, counts } = host;
  const plugins = (type: string): string =>
    machine.plugins
      .filter((plugin) => plugin.type === type)
      .map(({ name }) => name)
      .join(' ');
  const lines = [
    'Client:',
    ` Version:    ${clientVersion}`,
    ' Context:    default',
    ' Debug Mode: false',
    '',
    'Server:',
    ` Containers: ${counts.containersRunning + counts.containersStopped}`,
    `  Running: ${counts.containersRunning}`,
    '  Paused: 0',
    `  Stopped: ${counts.containersStopped}`,
    ` Images: ${counts.images}`,
    ` Server Version: ${machine.engineVersion}`,
    ' Plugins:',
    `  Volume: ${plugins('Volume')}`,
    `  Network: ${plugins('Network')}`,
    `  Log: ${plugins('Log')}`,
    ...swarmLines({ host, refusal }),
    ` OSType: ${machine.platform?.os ?? ''}`,
    ` Architecture: ${machine.platform?.arch ?? ''}`,
    ` CPUs: ${Math.trunc(machine.resources.nanoCpus / 1e9)}`,
    ` Total Memory: ${formatDockerBytes(machine.resources.memoryBytes)}`,
    ` Name: ${machine.name}`,
    ...labelLines(machine.engineLabels),
    '',
  ];
  terminal.print(lines.join('\n'));
}

function labelLines(labels: Readonly<Record<string, string>>): string[] {
  const pairs = Object.entries(labels).sort(([a], [b]) => compareText(a, b));
  return pairs.length === 0 ? [] : [' Labels:', ...pairs.map(([key, value]) => `  ${key}=${value}`)];
}

function swarmLines({ host, refusal }: Pick<Session, 'host' | 'refusal'>): string[] {
  const { membership, machine } = host;
  if (membership === null) return [' Swarm: inactive'];
  const { swarm } = membership;
  return [
    ' Swarm: active',
    `  NodeID: ${membership.nodeId}`,
    ...(refusal === null ? [] : [`  Error: ${refusal.message}`]),
    `  Is Manager: ${membership.isManager}`,
    ...(membership.isManager && refusal === null ? clusterLines(swarm) : []),
    `  Node Address: ${machine.address}`,
    '  Manager Addresses:',
    ...[...swarm.managerAddresses()].sort(compareText).map((address) => `   ${address}`),
  ];
}

/** What the cluster was made with; the rest of it are the engine's own defaults (moby `daemon/cluster`). */
function clusterLines({ clusterId, control }: NonNullable<Session['host']['membership']>['swarm']): string[] {
  const nodes = control.listNodes();
  return [
    `  ClusterID: ${clusterId}`,
    `  Managers: ${nodes.filter(({ managerStatus }) => managerStatus !== null).length}`,
    `  Nodes: ${nodes.length}`,
    '  Default Address Pool: 10.0.0.0/8  ',
    '  SubnetSize: 24',
    '  Data Path Port: 4789',
    '  Orchestration:',
    `   Task History Retention Limit: ${control.settings.taskHistoryLimit}`,
    '  Raft:',
    '   Snapshot Interval: 10000',
    '   Number of Old Snapshots to Retain: 0',
    '   Heartbeat Tick: 1',
    '   Election Tick: 10',
    '  Dispatcher:',
    `   Heartbeat Period: ${humanDuration(control.settings.heartbeatPeriodMs)}`,
    '  CA Configuration:',
    '   Expiry Duration: 3 months',
    '   Force Rotate: 0',
    '  Autolock Managers: false',
    '  Root Rotation In Progress: false',
  ];
}
