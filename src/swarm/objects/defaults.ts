import type { Placement, RestartPolicy, UpdateConfig } from './service.ts';

/** SwarmKit `api/defaults/service.go`: each of Swarm's defaults has its home here. */
export const defaultStopGracePeriodMs = 10_000;

export const defaultRestartPolicy: RestartPolicy = { condition: 'any', delayMs: 5_000, maxAttempts: 0, windowMs: 0 };

export const defaultMonitorMs = 5_000;

export const defaultUpdateConfig: UpdateConfig = {
  parallelism: 1,
  delayMs: 0,
  monitorMs: defaultMonitorMs,
  failureAction: 'pause',
  maxFailureRatio: 0,
  order: 'stop-first',
};

export const defaultPlacement: Placement = { constraints: [], preferences: [], maxReplicas: 0, platforms: [] };

/** Current task included. */
export const defaultTaskHistoryLimit = 5;

export const defaultHeartbeatPeriodMs = 5_000;
