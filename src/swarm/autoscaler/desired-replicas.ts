import type { AutoscaleSpec } from './autoscale-spec.ts';

/** What was seen of a service since the last look. */
export interface Observation {
  /** Of the metric, by all tasks together. */
  readonly total: number;
  /** Tasks that ran, on the average. */
  readonly running: number;
  /** Tasks that the service is meant to have. */
  readonly replicas: number;
}

/** What rounding leaves over is no reason for one more. */
const roundingError = 1e-9;

/**
 * ⌈replicas × value ÷ target⌉, value being the mean over the running tasks; no change while the two are within the
 * tolerance. Tasks that do not run yet (or any more) count as idle when that asks for more of them, and as being at the
 * target when it asks for fewer; neither turns a step round. Source: Kubernetes, Horizontal Pod Autoscaler, "Algorithm
 * details", and `replica_calculator.go`.
 */
export function desiredReplicas(seen: Observation, { target, tolerance }: Pick<AutoscaleSpec, 'target' | 'tolerance'>) {
  const { total, running, replicas } = seen;
  if (running === 0) return replicas;
  const up = total > running * target;
  const missing = Math.max(0, replicas - running);
  const sum = up ? total : total + missing * target;
  const ratio = sum / ((running + missing) * target);
  if (Math.abs(ratio - 1) <= tolerance || ratio > 1 !== up) return replicas;
  const desired = Math.ceil((sum / target) * (1 - roundingError));
  return up ? Math.max(replicas, desired) : Math.min(replicas, desired);
}
