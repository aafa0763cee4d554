import type { Flag } from '../../command-line/flag.ts';
import { flag } from '../../command-line/flag.ts';
import {
  bool,
  bytes,
  cpus,
  duration,
  float,
  int,
  positiveDuration,
  text,
  uint,
} from '../../command-line/flag-types.ts';
import { checkCredentialSpec, checkDnsSearch, checkExtraHost, checkIpAddress } from '../values/host-names.ts';
import { checkEnvironment, checkLabel } from '../values/labels.ts';
import { parseMount } from '../values/mount.ts';
import { fileReference, parseNetworkAttachment } from '../values/network.ts';
import { parsePlacementPreference } from '../values/placement-preference.ts';
import { parsePublish } from '../values/ports.ts';
import { checkGenericResource } from '../values/resources.ts';
import { parseShellWords } from '../values/shell-words.ts';
import { checkUlimit } from '../values/ulimit.ts';

/** The flags of `docker service create` and `docker service update`, as client 28 has them (docker/cli `cli/command/service/opts.go`). */

const inert = { withoutEffect: true } as const;

/** Flags that both commands take under the same name. */
export const common = {
  detach: bool('detach', { shorthand: 'd' }),
  quiet: bool('quiet', { shorthand: 'q' }),
  hostname: text('hostname'),
  entrypoint: flag('entrypoint', parseShellWords),
  limitCpu: cpus('limit-cpu'),
  limitMemory: bytes('limit-memory'),
  reserveCpu: cpus('reserve-cpu'),
  reserveMemory: bytes('reserve-memory'),
  stopGracePeriod: duration('stop-grace-period'),
  stopSignal: text('stop-signal'),
  replicas: uint('replicas'),
  maxConcurrent: uint('max-concurrent'),
  maxReplicas: uint('replicas-max-per-node'),
  restartCondition: text('restart-condition'),
  restartDelay: duration('restart-delay'),
  restartMaxAttempts: uint('restart-max-attempts'),
  restartWindow: duration('restart-window'),
  endpointMode: text('endpoint-mode'),
  noResolveImage: bool('no-resolve-image'),
  logDriver: text('log-driver'),
  logOpt: flag('log-opt', checkEnvironment),
  healthCmd: text('health-cmd'),
  healthInterval: positiveDuration('health-interval'),
  healthTimeout: positiveDuration('health-timeout'),
  healthRetries: int('health-retries'),
  healthStartPeriod: positiveDuration('health-start-period'),
  healthStartInterval: positiveDuration('health-start-interval', { since: '1.44' }),
  noHealthcheck: bool('no-healthcheck'),
};

/** The flags of an update or rollback policy. */
export interface PolicyFlags {
  readonly parallelism: Flag<number>;
  readonly delay: Flag<number>;
  readonly monitor: Flag<number>;
  readonly failureAction: Flag<string>;
  readonly maxFailureRatio: Flag<number>;
  readonly order: Flag<string>;
}

function policyFlags(prefix: 'update' | 'rollback'): PolicyFlags {
  return {
    parallelism: uint(`${prefix}-parallelism`),
    delay: duration(`${prefix}-delay`),
    monitor: duration(`${prefix}-monitor`),
    failureAction: text(`${prefix}-failure-action`),
    maxFailureRatio: float(`${prefix}-max-failure-ratio`),
    order: text(`${prefix}-order`),
  };
}

export const updatePolicy = policyFlags('update');
export const rollbackPolicy = policyFlags('rollback');

const commonInert: readonly Flag<unknown>[] = [
  text('workdir', { shorthand: 'w', ...inert }),
  text('user', { shorthand: 'u', ...inert }),
  flag('credential-spec', checkCredentialSpec, inert),
  text('cap-add', inert),
  text('cap-drop', inert),
  int('limit-pids', inert),
  bool('with-registry-auth', inert),
  bool('tty', { shorthand: 't', ...inert }),
  bool('read-only', inert),
  text('isolation', inert),
  bool('init', inert),
  int('oom-score-adj', { since: '1.46', ...inert }),
];

/** Flags of `service create` alone. */
export const createOnly = {
  mode: text('mode'),
  name: text('name'),
  label: flag('label', checkLabel, { shorthand: 'l' }),
  containerLabel: flag('container-label', checkLabel),
  env: flag('env', checkEnvironment, { shorthand: 'e' }),
  mount: flag('mount', parseMount),
  constraint: text('constraint'),
  placementPref: flag('placement-pref', parsePlacementPreference),
  network: flag('network', parseNetworkAttachment),
  secret: flag('secret', fileReference('secret')),
  config: flag('config', fileReference('config')),
  publish: flag('publish', parsePublish, { shorthand: 'p' }),
  genericResource: flag('generic-resource', checkGenericResource),
};

const createInert: readonly Flag<unknown>[] = [
  text('env-file', inert),
  text('group', inert),
  flag('dns', checkIpAddress, inert),
  text('dns-option', inert),
  flag('dns-search', checkDnsSearch, inert),
  flag('host', checkExtraHost, inert),
  text('sysctl', inert),
  flag('ulimit', checkUlimit, inert),
];

/** Flags of `service update` alone. */
export const updateOnly = {
  image: text('image'),
  args: flag('args', parseShellWords),
  rollback: bool('rollback'),
  force: bool('force'),
  labelAdd: flag('label-add', checkLabel),
  labelRm: text('label-rm'),
  containerLabelAdd: flag('container-label-add', checkLabel),
  containerLabelRm: text('container-label-rm'),
  envAdd: flag('env-add', checkEnvironment),
  envRm: text('env-rm'),
  mountAdd: flag('mount-add', parseMount),
  mountRm: text('mount-rm'),
  constraintAdd: text('constraint-add'),
  constraintRm: text('constraint-rm'),
  placementPrefAdd: flag('placement-pref-add', parsePlacementPreference),
  placementPrefRm: flag('placement-pref-rm', parsePlacementPreference),
  networkAdd: flag('network-add', parseNetworkAttachment),
  networkRm: text('network-rm'),
  secretAdd: flag('secret-add', fileReference('secret')),
  secretRm: text('secret-rm'),
  configAdd: flag('config-add', fileReference('config')),
  configRm: text('config-rm'),
  publishAdd: flag('publish-add', parsePublish),
  publishRm: flag('publish-rm', parsePublish),
  genericResourceAdd: flag('generic-resource-add', checkGenericResource),
  genericResourceRm: text('generic-resource-rm'),
};

const updateInert: readonly Flag<unknown>[] = [
  text('group-add', inert),
  text('group-rm', inert),
  flag('dns-add', checkIpAddress, inert),
  text('dns-rm', inert),
  text('dns-option-add', inert),
  text('dns-option-rm', inert),
  flag('dns-search-add', checkDnsSearch, inert),
  text('dns-search-rm', inert),
  flag('host-add', checkExtraHost, inert),
  text('host-rm', inert),
  text('sysctl-add', inert),
  text('sysctl-rm', inert),
  flag('ulimit-add', checkUlimit, inert),
  text('ulimit-rm', inert),
];

const shared: readonly Flag<unknown>[] = [
  ...Object.values(common),
  ...Object.values(updatePolicy),
  ...Object.values(rollbackPolicy),
  ...commonInert,
];

export const createFlags: readonly Flag<unknown>[] = [...shared, ...Object.values(createOnly), ...createInert];
export const updateFlags: readonly Flag<unknown>[] = [...shared, ...Object.values(updateOnly), ...updateInert];
