import { parseConstraints } from '../../swarm/constraint/constraint.ts';
import { defaultPlacement, defaultRestartPolicy, defaultUpdateConfig } from '../../swarm/objects/defaults.ts';
import type { Limits, Reservations } from '../../swarm/objects/resources.ts';
import type { Placement, RestartPolicy, ServiceMode, UpdateConfig } from '../../swarm/objects/service.ts';
import { failureActionOf, restartConditionOf, updateOrderOf } from '../syntax/values/engine-words.ts';
import { parseCpus } from '../units/cpus.ts';
import { parseDockerBytes } from '../units/docker-bytes.ts';
import { parseGoDuration } from '../units/go-duration.ts';
import { atPath } from './at-path.ts';
import { ComposeError } from './compose-error.ts';
import type { ComposeDeploy, ComposePolicy, ComposeQuota, ComposeResources } from './compose-service.ts';

/** The parts of `deploy:`. Source: docker/cli `cli/compose/convert/service.go`. */

export function readMode({ mode = 'replicated', replicas }: ComposeDeploy): ServiceMode {
  const perNode = mode === 'global' || mode === 'global-job';
  if (perNode && replicas !== undefined) {
    throw new ComposeError(['deploy', 'replicas'], 'replicas can only be used with replicated or replicated-job mode');
  }
  switch (mode) {
    case 'replicated':
    case '':
      return { kind: 'replicated', replicas: replicas ?? 1 };
    case 'replicated-job':
      return { kind: 'replicated-job', maxConcurrent: replicas ?? 1, totalCompletions: replicas ?? 1 };
    case 'global':
    case 'global-job':
      return { kind: mode };
    default:
      throw new ComposeError(['deploy', 'mode'], `Unknown mode: ${mode}`);
  }
}

/** A policy that leaves parallelism out has 1, unlike one that says 0. */
export function readPolicy(
  key: 'update_config' | 'rollback_config',
  policy: ComposePolicy | undefined,
): UpdateConfig | null {
  if (policy === undefined) return null;
  const { failure_action: failureAction, order } = policy;
  return {
    parallelism: policy.parallelism ?? defaultUpdateConfig.parallelism,
    delayMs: milliseconds(policy.delay) ?? defaultUpdateConfig.delayMs,
    monitorMs: milliseconds(policy.monitor) ?? defaultUpdateConfig.monitorMs,
    failureAction: atPath(['deploy', key, 'failure_action'], () => failureActionOf(failureAction ?? '')),
    maxFailureRatio: Math.fround(policy.max_failure_ratio ?? defaultUpdateConfig.maxFailureRatio),
    order: atPath(['deploy', key, 'order'], () => updateOrderOf(order ?? '')),
  };
}

export function readRestartPolicy({ restart_policy: policy }: ComposeDeploy): RestartPolicy | null {
  if (policy === undefined) return null;
  return {
    condition: atPath(['deploy', 'restart_policy', 'condition'], () => restartConditionOf(policy.condition ?? '')),
    delayMs: milliseconds(policy.delay) ?? defaultRestartPolicy.delayMs,
    maxAttempts: policy.max_attempts ?? defaultRestartPolicy.maxAttempts,
    windowMs: milliseconds(policy.window) ?? defaultRestartPolicy.windowMs,
  };
}

/** The engine's word for a restart policy, taken where `deploy:` has none. Source: docker/cli `convertRestartPolicy`. */
export function readRestart(word = ''): RestartPolicy | null {
  const [name, attempts] = word.split(':');
  const maxAttempts = Number(attempts ?? 0);
  if (!Number.isInteger(maxAttempts) || attempts === '') {
    throw new ComposeError(['restart'], 'invalid restart policy format: maximum retry count must be an integer');
  }
  switch (name) {
    case '':
    case 'no':
      return null;
    case 'always':
    case 'unless-stopped':
      return { ...defaultRestartPolicy, condition: 'any', maxAttempts };
    case 'on-failure':
      return { ...defaultRestartPolicy, condition: 'on-failure', maxAttempts };
    default:
      throw new ComposeError(['restart'], `unknown restart policy: ${word}`);
  }
}

export function readPlacement({ placement = {} }: ComposeDeploy): Placement {
  const constraints = placement.constraints ?? [];
  constraints.forEach((constraint, index) => {
    atPath(['deploy', 'placement', 'constraints', index], () => parseConstraints([constraint]));
  });
  return {
    ...defaultPlacement,
    constraints,
    preferences: (placement.preferences ?? []).map(({ spread = '' }) => ({ spread })),
    maxReplicas: placement.max_replicas_per_node ?? 0,
  };
}

export function readLimits({ limits }: ComposeResources): Limits {
  return readQuota('limits', limits);
}

export function readReservations({ reservations }: ComposeResources): Reservations {
  const generic = reservations?.generic_resources ?? [];
  return {
    ...readQuota('reservations', reservations),
    generic: generic.map(({ discrete_resource_spec: spec }) => ({ kind: spec?.kind ?? '', value: spec?.value ?? 0 })),
  };
}

function readQuota(key: 'limits' | 'reservations', quota: ComposeQuota = {}): Limits {
  const path = ['deploy', 'resources', key];
  const { cpus, memory } = quota;
  return {
    nanoCpus: cpus === undefined ? 0 : atPath([...path, 'cpus'], () => parseCpus(cpus)),
    memoryBytes: memory === undefined ? 0 : atPath([...path, 'memory'], () => parseDockerBytes(memory)),
  };
}

/** Durations were checked with the schema. */
export function milliseconds(text: string | undefined): number | undefined {
  return text === undefined ? undefined : parseGoDuration(text);
}
