import { ControlError } from '../../../swarm/control/control-error.ts';
import { validateServiceSpec } from '../../../swarm/control/validate-service.ts';
import { defaultPlacement } from '../../../swarm/objects/defaults.ts';
import type {
  ContainerSpec,
  HealthConfig,
  ServiceMode,
  ServiceSpec,
  TaskSpec,
} from '../../../swarm/objects/service.ts';
import type { Command } from '../../command-line/command.ts';
import type { FlagValues } from '../../command-line/flag.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { imageWithTag } from '../../image-reference.ts';
import { compareText } from '../../text/natural-order.ts';
import { checkMountTypes, endpointModeOf, refusedByEngine } from '../values/engine-words.ts';
import { checkImageName } from '../values/image.ts';
import { labelMap, withoutOverridden } from '../values/labels.ts';
import { parseGenericResources } from '../values/resources.ts';
import { common, createFlags, createOnly, rollbackPolicy, updatePolicy } from './service-flags.ts';
import { changePolicy, changeRestartPolicy, emptyHealthcheck, readLogDriver } from './spec-parts.ts';

export interface ServiceCreate {
  readonly kind: 'service create';
  /** With an empty name if none was given: the engine invents one. Networks, secrets and configs are names yet to be looked up. */
  readonly spec: ServiceSpec;
  /** The registry is asked for the image, which warns if it does not have it. */
  readonly resolveImage: boolean;
  readonly detach: boolean;
  readonly quiet: boolean;
}

export const serviceCreate: Command<ServiceCreate> = {
  path: 'service create',
  aliases: [],
  synopsis: '[OPTIONS] IMAGE [COMMAND] [ARG...]',
  short: 'Create a new service',
  operands: { atLeast: 1 },
  interspersed: false,
  flags: createFlags,
  read: (flags, operands) => {
    const spec = readSpec(flags, operands);
    refuseAsManagersDo(spec);
    return {
      kind: 'service create',
      spec,
      resolveImage: flags.last(common.noResolveImage) !== true,
      detach: flags.last(common.detach) === true,
      quiet: flags.last(common.quiet) === true,
    };
  },
};

/** What any swarm would refuse, whatever its state. */
function refuseAsManagersDo(spec: ServiceSpec): void {
  try {
    // A service without a name is given one that is valid.
    validateServiceSpec({ ...spec, name: spec.name === '' ? 'name' : spec.name });
    checkImageName(spec.task.container.image);
  } catch (error) {
    if (error instanceof ControlError) throw refusedByEngine(error.message);
    throw error;
  }
}

/** In the client's and then the engine's order, because the first contradiction is the one that is told. */
function readSpec(flags: FlagValues, [image = '', ...args]: readonly string[]): ServiceSpec {
  const healthcheck = readHealthcheck(flags);
  const mode = readMode(flags);
  refusePolicyOfJob(flags, mode);
  const generic = parseGenericResources(flags.all(createOnly.genericResource));
  const container = readContainer(flags, image, args, healthcheck);
  checkMountTypes(container.mounts);
  const task: TaskSpec = {
    container,
    reservations: {
      nanoCpus: flags.last(common.reserveCpu) ?? 0,
      memoryBytes: flags.last(common.reserveMemory) ?? 0,
      generic,
    },
    limits: { nanoCpus: flags.last(common.limitCpu) ?? 0, memoryBytes: flags.last(common.limitMemory) ?? 0 },
    restart: changeRestartPolicy(flags, null),
    placement: {
      ...defaultPlacement,
      constraints: flags.all(createOnly.constraint),
      preferences: flags.all(createOnly.placementPref),
      maxReplicas: flags.last(common.maxReplicas) ?? 0,
    },
    networks: [...flags.all(createOnly.network)].sort(compareText),
    logDriver: readLogDriver(flags),
    forceUpdate: 0,
  };
  return {
    name: flags.last(createOnly.name) ?? '',
    labels: labelMap(flags.all(createOnly.label)),
    mode,
    task,
    update: changePolicy(flags, updatePolicy, null),
    rollback: changePolicy(flags, rollbackPolicy, null),
    endpoint: {
      mode: endpointModeOf((flags.last(common.endpointMode) ?? '').toLowerCase()),
      ports: flags.all(createOnly.publish).flat(),
    },
  };
}

function readContainer(
  flags: FlagValues,
  image: string,
  args: readonly string[],
  healthcheck: HealthConfig | null,
): ContainerSpec {
  return {
    image: imageWithTag(image),
    command: flags.last(common.entrypoint) ?? [],
    args,
    env: withoutOverridden(flags.all(createOnly.env)),
    labels: labelMap(flags.all(createOnly.containerLabel)),
    hostname: flags.last(common.hostname) ?? '',
    stopSignal: flags.last(common.stopSignal) ?? '',
    stopGracePeriodMs: flags.last(common.stopGracePeriod) ?? null,
    healthcheck,
    mounts: flags.all(createOnly.mount),
    secrets: flags.all(createOnly.secret),
    configs: flags.all(createOnly.config),
  };
}

function readMode(flags: FlagValues): ServiceMode {
  const mode = flags.last(createOnly.mode) ?? 'replicated';
  const replicas = flags.last(common.replicas);
  const maxConcurrent = flags.last(common.maxConcurrent);
  const concurrentError = new DockerUsageError('max-concurrent can only be used with replicated-job mode');
  const replicasError = new DockerUsageError('replicas can only be used with replicated or replicated-job mode');
  const maxReplicasError = new DockerUsageError(
    'replicas-max-per-node can only be used with replicated or replicated-job mode',
  );
  const hasMaxReplicas = (flags.last(common.maxReplicas) ?? 0) > 0;
  switch (mode) {
    case 'replicated':
      if (maxConcurrent !== undefined) throw concurrentError;
      return { kind: 'replicated', replicas: replicas ?? 1 };
    case 'global':
      if (replicas !== undefined) throw replicasError;
      if (hasMaxReplicas) throw maxReplicasError;
      if (maxConcurrent !== undefined) throw concurrentError;
      return { kind: 'global' };
    case 'replicated-job': {
      const concurrent = maxConcurrent ?? replicas ?? 1;
      return { kind: 'replicated-job', maxConcurrent: concurrent, totalCompletions: replicas ?? concurrent };
    }
    case 'global-job':
      if (hasMaxReplicas) throw maxReplicasError;
      if (maxConcurrent !== undefined) throw concurrentError;
      if (replicas !== undefined) throw replicasError;
      return { kind: 'global-job' };
    default:
      throw new DockerUsageError(`Unknown mode: ${mode}, only replicated and global supported`);
  }
}

function refusePolicyOfJob(flags: FlagValues, mode: ServiceMode): void {
  const isJob = mode.kind === 'replicated-job' || mode.kind === 'global-job';
  if (isJob && flags.isGiven(...Object.values(updatePolicy), ...Object.values(rollbackPolicy))) {
    throw new DockerUsageError('update and rollback configuration is not supported for jobs');
  }
}

function readHealthcheck(flags: FlagValues): HealthConfig | null {
  const command = flags.last(common.healthCmd) ?? '';
  const retries = flags.last(common.healthRetries) ?? 0;
  const timing = [common.healthInterval, common.healthTimeout, common.healthStartPeriod, common.healthStartInterval];
  const hasSettings = command !== '' || retries !== 0 || flags.isGiven(...timing);
  if (flags.last(common.noHealthcheck) === true) {
    if (hasSettings) throw new DockerUsageError('--no-healthcheck conflicts with --health-* options');
    return { ...emptyHealthcheck, test: ['NONE'] };
  }
  if (!hasSettings) return null;
  return {
    test: command === '' ? [] : ['CMD-SHELL', command],
    intervalMs: flags.last(common.healthInterval) ?? 0,
    timeoutMs: flags.last(common.healthTimeout) ?? 0,
    startPeriodMs: flags.last(common.healthStartPeriod) ?? 0,
    startIntervalMs: flags.last(common.healthStartInterval) ?? 0,
    retries,
  };
}
