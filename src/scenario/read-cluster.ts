import { compareNatural, compareText } from '../docker/text/natural-order.ts';
import type { ClusterSpec, MachineSpec } from '../simulation/scenario.ts';
import type { GenericResource } from '../simulation/vocabulary.ts';
import { defaults } from './defaults.ts';
import { addressAfter, isIpv4 } from './ipv4.ts';
import { grouped, limits } from './limits.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';
import type { WrittenNode, WrittenScenario } from './written/scenario-schema.ts';

const msPerSecond = 1000;
/** What a client's `to` says for all machines in turn. */
const reservedName = 'nodes';

/**
 * Machines by name in natural order; addresses for those that name none.
 *
 * @throws {InputError} at once if there are too many of them
 */
export function readCluster(written: WrittenScenario['cluster'], problems: ProblemList): ClusterSpec {
  const swarm = written.swarm ?? 'ready';
  const total = written.nodes.reduce((sum, { count = 1 }) => sum + count, 0);
  if (total > limits.machines) {
    problems.add(['cluster', 'nodes'], `${grouped(total)} machines: a cluster has at most ${grouped(limits.machines)}`);
    // Before they are made.
    problems.throwIfAny();
  }
  const found = written.nodes.map((node, index) => machinesOf(node, index, problems));
  checkApart(found, problems);
  const machines = found.flat();
  if (swarm === 'ready' && !machines.some(({ role }) => role === 'manager')) {
    problems.add(['cluster', 'nodes'], 'no machine is a manager: a swarm needs one; give it role: manager');
  }
  const sorted = machines.sort((a, b) => compareNatural(a.name, b.name) || compareText(a.name, b.name));
  return {
    swarm,
    nodes: withAddresses(sorted),
    registryBytesPerMs:
      written.registry === undefined ? defaults.registryBytesPerMs : written.registry.bandwidth / msPerSecond,
    taskHistoryLimit: written.task_history_limit ?? defaults.taskHistoryLimit,
    heartbeatPeriodMs: written.heartbeat ?? defaults.heartbeatPeriodMs,
  };
}

/** Of one item of `cluster.nodes`: with `count` they are numbered from 1. */
export function machineNames({ name, count }: Pick<WrittenNode, 'name' | 'count'>): string[] {
  return count === undefined ? [name] : Array.from({ length: count }, (_, copy) => `${name}${copy + 1}`);
}

function machinesOf(written: WrittenNode, index: number, problems: ProblemList): MachineSpec[] {
  const base: MachineSpec = {
    name: written.name,
    role: written.role ?? 'worker',
    nanoCpus: written.cpus,
    speed: written.speed ?? 1,
    memoryBytes: written.memory,
    generic: genericOf(written.generic_resources ?? {}),
    address: addressOf(written, index, problems),
    labels: labelsOf(written.labels, ['cluster', 'nodes', index, 'labels'], problems),
    engineLabels: labelsOf(written.engine_labels, ['cluster', 'nodes', index, 'engine_labels'], problems),
    platform: { os: written.os ?? defaults.platform.os, arch: written.arch ?? defaults.platform.arch },
    availability: written.availability ?? 'active',
    downloadBytesPerMs: written.download === undefined ? defaults.downloadBytesPerMs : written.download / msPerSecond,
    paths: written.paths?.map((path) => path.replace(/(?<=.)\/+$/, '')).sort(compareText) ?? null,
  };
  checkWeight(base.labels, ['cluster', 'nodes', index, 'labels'], problems);
  if (written.count === undefined) return [base];
  return machineNames(written).map((name, copy) => ({
    ...base,
    name,
    address: base.address === '' ? '' : addressAfter(base.address, copy),
  }));
}

function addressOf({ address = '' }: WrittenNode, index: number, problems: ProblemList): string {
  if (address === '' || isIpv4(address)) return address;
  problems.add(['cluster', 'nodes', index, 'address'], `"${address}" is not an IPv4 address such as 192.168.99.100`);
  return '';
}

/** What IPVS's weighted schedulers go by. */
function checkWeight(
  { 'ipvs.weight': weight = '1' }: Readonly<Record<string, string>>,
  path: Path,
  problems: ProblemList,
): void {
  if (/^\d+$/.test(weight) && Number(weight) <= 65_535) return;
  problems.add([...path, 'ipvs.weight'], `"${weight}": expected a weight from 0 to 65535`);
}

/** Sorted, and as they were written: a label 1.10 is not 1.1. */
function labelsOf(
  written: Readonly<Record<string, string>> = {},
  path: readonly (string | number)[],
  { source }: ProblemList,
): Record<string, string> {
  const keys = Object.keys(written).sort(compareText);
  return Object.fromEntries(keys.map((key) => [key, source.textOf([...path, key]) ?? written[key] ?? '']));
}

function genericOf(written: Readonly<Record<string, number | string[]>>): GenericResource[] {
  return Object.entries(written)
    .sort(([a], [b]) => compareText(a, b))
    .map(([kind, value]) => (typeof value === 'number' ? { kind, value } : { kind, named: value }));
}

/** `found` are the machines of each entry of the list. */
function checkApart(found: readonly (readonly MachineSpec[])[], problems: ProblemList): void {
  const names = new Set<string>();
  const addresses = new Map<string, string>();
  for (const [index, machines] of found.entries()) {
    const refuse = (key: 'name' | 'address', message: string) =>
      problems.add(['cluster', 'nodes', index, key], message);
    const sameName = machines.find(({ name }) => names.has(name));
    if (sameName !== undefined) refuse('name', `two machines are called "${sameName.name}"`);
    if (machines.some(({ name }) => name === reservedName))
      refuse('name', `"${reservedName}" stands for all machines: name this one otherwise`);
    const sameAddress = machines.find(({ address }) => addresses.has(address));
    if (sameAddress !== undefined && sameName === undefined) {
      const { address, name } = sameAddress;
      refuse('address', `${name} has the address ${address}, and so has ${addresses.get(address)}`);
    }
    for (const { name, address } of machines) {
      names.add(name);
      if (address !== '') addresses.set(address, name);
    }
  }
}

function withAddresses(machines: readonly MachineSpec[]): MachineSpec[] {
  const taken = new Set(machines.map(({ address }) => address));
  let next = 0;
  return machines.map((machine) => {
    if (machine.address !== '') return machine;
    while (taken.has(addressAfter(defaults.firstAddress, next))) next += 1;
    const address = addressAfter(defaults.firstAddress, next);
    next += 1;
    return { ...machine, address };
  });
}
