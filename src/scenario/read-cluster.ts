import { compareNatural } from '../docker/text/natural-order.ts';
import type { ClusterSpec, MachineSpec } from '../simulation/scenario.ts';
import type { GenericResource } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import type { ProblemList } from './problem-list.ts';
import type { WrittenNode, WrittenScenario } from './written/scenario-schema.ts';

const msPerSecond = 1000;
const ipv4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Machines by name in natural order; addresses for those that name none. */
export function readCluster(written: WrittenScenario['cluster'], problems: ProblemList): ClusterSpec {
  const machines = written.nodes
    .flatMap((node, index) => machinesOf(node, index, problems))
    .sort((a, b) => compareNatural(a.name, b.name));
  const nodes = withAddresses(machines, problems);
  for (const [index, node] of nodes.entries()) {
    if (nodes[index - 1]?.name === node.name)
      problems.add(['cluster', 'nodes'], `two machines are called "${node.name}"`);
  }
  if (!nodes.some(({ role }) => role === 'manager')) {
    problems.add(['cluster', 'nodes'], 'no machine is a manager: a swarm needs one; give it role: manager');
  }
  return {
    swarm: written.swarm ?? 'ready',
    nodes,
    registryBytesPerMs:
      written.registry === undefined ? defaults.registryBytesPerMs : written.registry.bandwidth / msPerSecond,
    taskHistoryLimit: written.task_history_limit ?? defaults.taskHistoryLimit,
    heartbeatPeriodMs: written.heartbeat ?? defaults.heartbeatPeriodMs,
  };
}

function machinesOf(written: WrittenNode, index: number, problems: ProblemList): MachineSpec[] {
  const base: MachineSpec = {
    name: written.name,
    role: written.role ?? 'worker',
    nanoCpus: written.cpus,
    memoryBytes: written.memory,
    generic: genericOf(written.generic_resources ?? {}),
    address: written.address ?? '',
    labels: written.labels ?? {},
    engineLabels: written.engine_labels ?? {},
    platform: { os: written.os ?? defaults.platform.os, arch: written.arch ?? defaults.platform.arch },
    availability: written.availability ?? 'active',
    downloadBytesPerMs: written.download === undefined ? defaults.downloadBytesPerMs : written.download / msPerSecond,
  };
  if (base.address !== '' && !isIpv4(base.address)) {
    problems.add(
      ['cluster', 'nodes', index, 'address'],
      `"${base.address}" is not an IPv4 address such as 192.168.99.100`,
    );
  }
  if (written.count === undefined) return [base];
  return Array.from({ length: written.count }, (_, copy) => ({
    ...base,
    name: `${base.name}${copy + 1}`,
    address: base.address === '' ? '' : addressAfter(base.address, copy),
  }));
}

function genericOf(written: Readonly<Record<string, number | string[]>>): GenericResource[] {
  return Object.entries(written).map(([kind, value]) =>
    typeof value === 'number' ? { kind, value } : { kind, named: value },
  );
}

function withAddresses(machines: readonly MachineSpec[], problems: ProblemList): MachineSpec[] {
  const taken = new Set<string>();
  for (const { address, name } of machines) {
    if (address === '') continue;
    if (taken.has(address)) problems.add(['cluster', 'nodes'], `${name}: the address ${address} is another machine's`);
    taken.add(address);
  }
  let next = 0;
  const first = defaults.firstAddress.join('.');
  return machines.map((machine) => {
    if (machine.address !== '') return machine;
    while (taken.has(addressAfter(first, next))) next += 1;
    const address = addressAfter(first, next);
    next += 1;
    return { ...machine, address };
  });
}

function isIpv4(text: string): boolean {
  const parts = ipv4.exec(text)?.slice(1) ?? [];
  return parts.length === 4 && parts.every((part) => Number(part) <= 255);
}

function addressAfter(address: string, steps: number): string {
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0) + steps;
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.');
}
