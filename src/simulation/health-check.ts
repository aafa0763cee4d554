import type { DistributionSpec } from '../kernel/distribution.ts';
import type { HealthConfig } from '../swarm/objects/service.ts';
import type { HealthcheckSpec } from './scenario.ts';

/** How a container is probed, in ms. */
export interface HealthCheck {
  /** From the start to the first probe, and from the end of each probe to the next one. */
  readonly intervalMs: number;
  /** A probe that takes longer has failed. */
  readonly timeoutMs: number;
  /** So many failures in a row make it unhealthy. */
  readonly retries: number;
  /** Failures of probes that begin earlier, before the first that passes, do not count. */
  readonly startPeriodMs: number;
  /** What its command says whatever the container does: `exit 1` never passes, `true` always; of others the container's state tells. */
  readonly verdict: 'passes' | 'fails' | 'as it is';
}

/** How long a probe takes: containers were healthy 1.06 s after their start, with an interval of 1 s. Source: real-swarm §8. */
export const defaultProbeMs: DistributionSpec = { kind: 'constant', value: 60 };

/** The engine's defaults. Source: moby `daemon/health.go`. */
const engineDefaults = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3 };

/**
 * The check of a container: what the service says, then what its image says, then what the engine does. `null` = none.
 * An interval while starting is of later engines than ours (API 1.44). Source: moby `daemon/commit.go` merge.
 */
export function healthCheckOf(service: HealthConfig | null, image: HealthcheckSpec | null): HealthCheck | null {
  const test = service?.test ?? [];
  if (test[0] === 'NONE' || (test.length === 0 && image === null)) return null;
  const merged = (key: 'intervalMs' | 'timeoutMs' | 'retries') => service?.[key] || image?.[key] || engineDefaults[key];
  return {
    intervalMs: merged('intervalMs'),
    timeoutMs: merged('timeoutMs'),
    retries: merged('retries'),
    startPeriodMs: service?.startPeriodMs || image?.startPeriodMs || 0,
    verdict: verdictOf(test),
  };
}

function verdictOf(test: readonly string[]): HealthCheck['verdict'] {
  const command = test.slice(1).join(' ').trim();
  if (/^(exit 0|true|:)$/.test(command)) return 'passes';
  return /^(exit [1-9]\d*|false)$/.test(command) ? 'fails' : 'as it is';
}
