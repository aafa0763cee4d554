import type { GenericReservation } from '../../../swarm/objects/resources.ts';
import type {
  ContainerSpec,
  HealthConfig,
  Mount,
  Placement,
  PortConfig,
  ServiceMode,
  ServiceSpec,
  TaskSpec,
} from '../../../swarm/objects/service.ts';
import { CommandFailure } from '../../command-failure.ts';
import type { Flag, FlagValues } from '../../command-line/flag.ts';
import { imageWithTag } from '../../image-reference.ts';
import { compareText } from '../../text/natural-order.ts';
import { cut } from '../values/csv.ts';
import { endpointModeOf } from '../values/engine-words.ts';
import { labelMap } from '../values/labels.ts';
import { parseGenericResources } from '../values/resources.ts';
import { common, rollbackPolicy, updateOnly, updatePolicy } from './service-flags.ts';
import { changePolicy, changeRestartPolicy, emptyHealthcheck, readLogDriver } from './spec-parts.ts';

/** Finds a network by name or id and gives its name. Throws what Docker prints if there is none. */
export type NetworkLookup = (argument: string) => string;

/**
 * What `docker service update` makes of a spec: lists are added to and removed from, all else is replaced, what no flag
 * names stays. Source: docker/cli `cli/command/service/update.go`.
 *
 * @throws {CommandFailure} for a flag that does not fit the service
 */
export function changeService(spec: ServiceSpec, flags: FlagValues, findNetwork: NetworkLookup): ServiceSpec {
  const task = changeTask(spec.task, flags, findNetwork);
  return {
    ...spec,
    labels: changeLabels(spec.labels, flags, updateOnly.labelAdd, updateOnly.labelRm),
    mode: changeReplicas(spec.mode, flags),
    task: {
      ...task,
      container: { ...task.container, healthcheck: changeHealthcheck(spec.task.container.healthcheck, flags) },
    },
    update: changePolicy(flags, updatePolicy, spec.update),
    rollback: changePolicy(flags, rollbackPolicy, spec.rollback),
    endpoint: {
      mode: flags.isGiven(common.endpointMode)
        ? endpointModeOf(flags.last(common.endpointMode) ?? '')
        : spec.endpoint.mode,
      ports: changePorts(spec.endpoint.ports, flags),
    },
  };
}

function changeTask(task: TaskSpec, flags: FlagValues, findNetwork: NetworkLookup): TaskSpec {
  const { reservations, limits } = task;
  return {
    container: changeContainer(task.container, flags),
    reservations: {
      nanoCpus: flags.last(common.reserveCpu) ?? reservations.nanoCpus,
      memoryBytes: flags.last(common.reserveMemory) ?? reservations.memoryBytes,
      generic: changeGenericResources(reservations.generic, flags),
    },
    limits: {
      nanoCpus: flags.last(common.limitCpu) ?? limits.nanoCpus,
      memoryBytes: flags.last(common.limitMemory) ?? limits.memoryBytes,
    },
    restart: changeRestartPolicy(flags, task.restart),
    placement: changePlacement(task.placement, flags),
    networks: changeNetworks(task.networks, flags, findNetwork),
    logDriver: readLogDriver(flags) ?? task.logDriver,
    forceUpdate: task.forceUpdate + (flags.last(updateOnly.force) === true ? 1 : 0),
  };
}

function changeContainer(container: ContainerSpec, flags: FlagValues): ContainerSpec {
  return {
    ...container,
    image: imageWithTag(flags.last(updateOnly.image) ?? container.image),
    args: flags.last(updateOnly.args) ?? container.args,
    command: flags.last(common.entrypoint) ?? container.command,
    env: changeEnvironment(container.env, flags),
    labels: changeLabels(container.labels, flags, updateOnly.containerLabelAdd, updateOnly.containerLabelRm),
    hostname: flags.last(common.hostname) ?? container.hostname,
    stopSignal: flags.last(common.stopSignal) ?? container.stopSignal,
    stopGracePeriodMs: flags.last(common.stopGracePeriod) ?? container.stopGracePeriodMs,
    mounts: changeMounts(container.mounts, flags),
    secrets: changeNames(container.secrets, flags, updateOnly.secretAdd, updateOnly.secretRm),
    configs: changeNames(container.configs, flags, updateOnly.configAdd, updateOnly.configRm),
  };
}

function changeReplicas(mode: ServiceMode, flags: FlagValues): ServiceMode {
  const replicas = flags.last(common.replicas);
  if (replicas === undefined) return mode;
  if (mode.kind !== 'replicated') throw new CommandFailure('replicas can only be used with replicated mode');
  return { kind: 'replicated', replicas };
}

function changeLabels(
  labels: Readonly<Record<string, string>>,
  flags: FlagValues,
  add: Flag<string>,
  remove: Flag<string>,
): Readonly<Record<string, string>> {
  const removed = flags.all(remove);
  const kept = Object.entries(labels).filter(([key]) => !removed.includes(key));
  return { ...Object.fromEntries(kept), ...labelMap(flags.all(add)) };
}

function changeNames(
  names: readonly string[],
  flags: FlagValues,
  add: Flag<string>,
  remove: Flag<string>,
): readonly string[] {
  const removed = flags.all(remove);
  return [...names.filter((name) => !removed.includes(name)), ...flags.all(add)];
}

function changeEnvironment(environment: readonly string[], flags: FlagValues): readonly string[] {
  const removed = flags.all(updateOnly.envRm);
  const entries = environment.filter((entry) => !removed.includes(cut(entry).key));
  const byName = new Map([...entries, ...flags.all(updateOnly.envAdd)].map((entry) => [cut(entry).key, entry]));
  return [...byName.values()];
}

function changeMounts(mounts: readonly Mount[], flags: FlagValues): readonly Mount[] {
  if (!flags.isGiven(updateOnly.mountAdd, updateOnly.mountRm)) return mounts;
  const removed = flags.all(updateOnly.mountRm);
  const byTarget = new Map([...mounts, ...flags.all(updateOnly.mountAdd)].map((mount) => [mount.target, mount]));
  return [...byTarget.values()]
    .filter((mount) => !removed.includes(mount.target))
    .sort((a, b) => compareText(a.source, b.source) || compareText(a.target, b.target));
}

function changeGenericResources(
  generic: readonly GenericReservation[],
  flags: FlagValues,
): readonly GenericReservation[] {
  const byKind = new Map(generic.map((each) => [each.kind, each]));
  for (const added of parseGenericResources(flags.all(updateOnly.genericResourceAdd))) byKind.set(added.kind, added);
  for (const kind of flags.all(updateOnly.genericResourceRm)) {
    if (!byKind.delete(kind)) throw new CommandFailure(`could not find generic-resource \`${kind}\` to remove it`);
  }
  return [...byKind.values()];
}

function changePlacement(placement: Placement, flags: FlagValues): Placement {
  return {
    ...placement,
    constraints: changeConstraints(placement.constraints, flags),
    preferences: [
      ...placement.preferences.filter(
        ({ spread }) => !flags.all(updateOnly.placementPrefRm).some((removed) => removed.spread === spread),
      ),
      ...flags.all(updateOnly.placementPrefAdd),
    ],
    maxReplicas: flags.last(common.maxReplicas) ?? placement.maxReplicas,
  };
}

/** The changed list is sorted; to remove a constraint it must be written exactly as it stands there. */
function changeConstraints(constraints: readonly string[], flags: FlagValues): readonly string[] {
  if (!flags.isGiven(updateOnly.constraintAdd, updateOnly.constraintRm)) return constraints;
  const removed = flags.all(updateOnly.constraintRm);
  return [...constraints, ...flags.all(updateOnly.constraintAdd)]
    .filter((constraint) => !removed.includes(constraint))
    .sort(compareText);
}

function changeNetworks(networks: readonly string[], flags: FlagValues, findNetwork: NetworkLookup): readonly string[] {
  if (!flags.isGiven(updateOnly.networkAdd, updateOnly.networkRm)) return networks;
  const removed = flags.all(updateOnly.networkRm).map(findNetwork);
  const changed = networks.filter((network) => !removed.includes(network));
  for (const added of flags.all(updateOnly.networkAdd).map(findNetwork)) {
    if (changed.includes(added)) throw new CommandFailure(`service is already attached to network ${added}`);
    changed.push(added);
  }
  return changed.sort(compareText);
}

/**
 * A port is removed by its target port, protocol and mode. Quirk of the real thing: a port that the service had before is
 * never added again by the same command, not even when it is removed by it.
 */
function changePorts(ports: readonly PortConfig[], flags: FlagValues): readonly PortConfig[] {
  if (!flags.isGiven(updateOnly.publishAdd, updateOnly.publishRm)) return ports;
  const removed = flags.all(updateOnly.publishRm).flat();
  const before = new Map(ports.map((port) => [portTitle(port), port]));
  const kept = [...before.values()].filter(
    (port) =>
      !removed.some(
        (each) =>
          each.protocol === port.protocol &&
          each.targetPort === port.targetPort &&
          each.publishMode === port.publishMode,
      ),
  );
  const added = flags
    .all(updateOnly.publishAdd)
    .flat()
    .filter((port) => !before.has(portTitle(port)));
  return [...kept, ...added].sort((a, b) => compareText(portTitle(a), portTitle(b)));
}

function portTitle(port: PortConfig): string {
  return `${port.publishedPort}:${port.targetPort}/${port.protocol}/${port.publishMode}`;
}

function changeHealthcheck(current: HealthConfig | null, flags: FlagValues): HealthConfig | null {
  const settings = [common.healthCmd, common.healthInterval, common.healthTimeout, common.healthRetries];
  const isGiven = flags.isGiven(...settings, common.healthStartPeriod, common.healthStartInterval);
  if (flags.last(common.noHealthcheck) === true) return { ...emptyHealthcheck, test: ['NONE'] };
  if (!isGiven && !flags.isGiven(common.noHealthcheck)) return current;
  const base = current ?? emptyHealthcheck;
  const command = flags.last(common.healthCmd);
  const kept = base.test[0] === 'NONE' ? [] : base.test;
  return {
    test: command === undefined ? kept : command === '' ? [] : ['CMD-SHELL', command],
    intervalMs: flags.last(common.healthInterval) ?? base.intervalMs,
    timeoutMs: flags.last(common.healthTimeout) ?? base.timeoutMs,
    startPeriodMs: flags.last(common.healthStartPeriod) ?? base.startPeriodMs,
    startIntervalMs: flags.last(common.healthStartInterval) ?? base.startIntervalMs,
    retries: flags.last(common.healthRetries) ?? base.retries,
  };
}
