import type { Command } from '../../command-line/command.ts';
import type { FlagValues } from '../../command-line/flag.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { checkMountTypes, endpointModeOf } from '../values/engine-words.ts';
import { parseGenericResources } from '../values/resources.ts';
import { common, rollbackPolicy, updateFlags, updateOnly, updatePolicy } from './service-flags.ts';
import { changePolicy, changeRestartPolicy } from './spec-parts.ts';

export interface ServiceUpdate {
  readonly kind: 'service update';
  /** Name, id or prefix. */
  readonly service: string;
  /** What to change: see `changeService`. */
  readonly flags: FlagValues;
  readonly rollback: boolean;
  readonly detach: boolean;
  readonly quiet: boolean;
}

export const serviceUpdate: Command<ServiceUpdate> = {
  path: 'service update',
  aliases: [],
  synopsis: '[OPTIONS] SERVICE',
  short: 'Update a service',
  operands: { exactly: 1 },
  interspersed: true,
  flags: updateFlags,
  read: (flags, [service = '']) => {
    const rollback = flags.last(updateOnly.rollback) === true;
    if (rollback) refuseOtherFlags(flags);
    checkWithoutState(flags);
    return {
      kind: 'service update',
      service,
      flags,
      rollback,
      detach: flags.last(common.detach) === true,
      quiet: flags.last(common.quiet) === true,
    };
  },
};

const besideRollback: readonly string[] = ['rollback', 'detach', 'quiet'];

function refuseOtherFlags(flags: FlagValues): void {
  if (flags.names.some((name) => !besideRollback.includes(name))) {
    throw new DockerUsageError('other flags may not be combined with --rollback');
  }
}

/** Finds now what the real thing would find only once it has the service at hand. */
function checkWithoutState(flags: FlagValues): void {
  parseGenericResources(flags.all(updateOnly.genericResourceAdd));
  const targets = flags.all(updateOnly.mountAdd).map((mount) => mount.target);
  if (new Set(targets).size < targets.length) throw new DockerUsageError('duplicate mount target');
  const health = [common.healthCmd, common.healthInterval, common.healthTimeout, common.healthRetries];
  if (
    flags.last(common.noHealthcheck) === true &&
    flags.isGiven(...health, common.healthStartPeriod, common.healthStartInterval)
  ) {
    throw new DockerUsageError('--no-healthcheck conflicts with --health-* options');
  }
  checkMountTypes(flags.all(updateOnly.mountAdd));
  changeRestartPolicy(flags, null);
  changePolicy(flags, updatePolicy, null);
  changePolicy(flags, rollbackPolicy, null);
  endpointModeOf(flags.last(common.endpointMode) ?? '');
}
