import { defaultRestartPolicy, defaultUpdateConfig } from '../../../swarm/objects/defaults.ts';
import type { HealthConfig, LogDriver, RestartPolicy, UpdateConfig } from '../../../swarm/objects/service.ts';
import type { FlagValues } from '../../command-line/flag.ts';
import { failureActionOf, restartConditionOf, updateOrderOf } from '../values/engine-words.ts';
import { labelMap } from '../values/labels.ts';
import type { PolicyFlags } from './service-flags.ts';
import { common } from './service-flags.ts';

/** Parts of a spec that `service create` and `service update` read from the same flags. */

/** 0 = as the image says. */
export const emptyHealthcheck: HealthConfig = {
  test: [],
  intervalMs: 0,
  timeoutMs: 0,
  startPeriodMs: 0,
  startIntervalMs: 0,
  retries: 0,
};

export function readLogDriver(flags: FlagValues): LogDriver | null {
  const name = flags.last(common.logDriver) ?? '';
  return name === '' ? null : { name, options: labelMap(flags.all(common.logOpt)) };
}

/** @param current `null` = none in the spec: the flags that are not given come from the defaults */
export function changeRestartPolicy(flags: FlagValues, current: RestartPolicy | null): RestartPolicy | null {
  const given = [common.restartCondition, common.restartDelay, common.restartMaxAttempts, common.restartWindow];
  if (!flags.isGiven(...given)) return current;
  const base = current ?? defaultRestartPolicy;
  const condition = flags.last(common.restartCondition);
  return {
    condition: condition === undefined ? base.condition : restartConditionOf(condition),
    delayMs: flags.last(common.restartDelay) ?? base.delayMs,
    maxAttempts: flags.last(common.restartMaxAttempts) ?? base.maxAttempts,
    windowMs: flags.last(common.restartWindow) ?? base.windowMs,
  };
}

/** @param current `null` = none in the spec: an update or rollback flag then fills it with the defaults first */
export function changePolicy(
  flags: FlagValues,
  policy: PolicyFlags,
  current: UpdateConfig | null,
): UpdateConfig | null {
  if (!flags.isGiven(...Object.values(policy))) return current;
  const base = current ?? defaultUpdateConfig;
  const failureAction = flags.last(policy.failureAction);
  const order = flags.last(policy.order);
  return {
    parallelism: flags.last(policy.parallelism) ?? base.parallelism,
    delayMs: flags.last(policy.delay) ?? base.delayMs,
    monitorMs: flags.last(policy.monitor) ?? base.monitorMs,
    failureAction: failureAction === undefined ? base.failureAction : failureActionOf(failureAction),
    maxFailureRatio: flags.last(policy.maxFailureRatio) ?? base.maxFailureRatio,
    order: order === undefined ? base.order : updateOrderOf(order),
  };
}
