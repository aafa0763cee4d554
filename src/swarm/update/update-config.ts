import { defaultMonitorMs, defaultUpdateConfig } from '../objects/defaults.ts';
import type { Service, UpdateConfig } from '../objects/service.ts';

/** After a delay that is as long as the monitoring or longer, monitoring lasts so much longer than the delay. */
const monitorAfterDelayMs = 1_000;

/** The config that a run goes by: the rollback's while rolling back. */
export function updateConfigOf(service: Service): UpdateConfig {
  const rollingBack = service.updateStatus?.state === 'rollback_started';
  return (rollingBack ? service.spec.rollback : service.spec.update) ?? defaultUpdateConfig;
}

/** How long a new task is watched for failure. 0 in a spec = the default. */
export function monitorMs(config: UpdateConfig): number {
  return config.monitorMs === 0 ? defaultMonitorMs : config.monitorMs;
}

/** How long the whole service is watched after the last slot. */
export function finalMonitorMs(config: UpdateConfig): number {
  const monitor = monitorMs(config);
  return config.delayMs >= monitor ? config.delayMs + monitorAfterDelayMs : monitor;
}
