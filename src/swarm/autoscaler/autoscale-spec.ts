/** `cpu`: busy share of what a task reserves; `requests`: accepted per task and ms; `in_flight`: held per task. */
export const autoscaleMetrics = ['cpu', 'requests', 'in_flight'] as const;
export type AutoscaleMetric = (typeof autoscaleMetrics)[number];

/** How one replicated service is scaled (what-if: Swarm has no autoscaler). */
export interface AutoscaleSpec {
  /** Its name. */
  readonly service: string;
  readonly metric: AutoscaleMetric;
  /** What a task is meant to have of the metric, in its unit; above 0. */
  readonly target: number;
  readonly min: number;
  readonly max: number;
  /** Between two looks. */
  readonly everyMs: number;
  /** From a change of its own until it may scale up, or down, again. */
  readonly upCooldownMs: number;
  readonly downCooldownMs: number;
  /** So far the metric may be from its target, as a share of it, before anything is done. */
  readonly tolerance: number;
}
