import type { AutoscaleSpec } from './autoscale-spec.ts';

/**
 * Holds an autoscaler back. After a change of its own it waits, for the time that belongs to the next change's
 * direction. Down it goes no further than to the most that was recommended within that time, as Kubernetes' stabilisation
 * window has it; so a run begins with such a wait.
 */
export class Cooldown {
  readonly #spec: Pick<AutoscaleSpec, 'upCooldownMs' | 'downCooldownMs'>;
  /** Oldest first; none that is older than the wait before going down. */
  readonly #recommended: { readonly atMs: number; readonly replicas: number }[];
  #changedAtMs = Number.NEGATIVE_INFINITY;

  /** `replicas` is what there is to begin with. */
  constructor(spec: Pick<AutoscaleSpec, 'upCooldownMs' | 'downCooldownMs'>, replicas: number, nowMs: number) {
    this.#spec = spec;
    this.#recommended = [{ atMs: nowMs, replicas }];
  }

  /** What to make of a recommendation now. */
  allow(recommended: number, replicas: number, nowMs: number): number {
    const { upCooldownMs, downCooldownMs } = this.#spec;
    this.#recommended.push({ atMs: nowMs, replicas: recommended });
    while (this.#recommended[0]!.atMs <= nowMs - downCooldownMs && this.#recommended.length > 1) {
      this.#recommended.shift();
    }
    const sinceMs = nowMs - this.#changedAtMs;
    if (recommended > replicas) return sinceMs >= upCooldownMs ? recommended : replicas;
    if (sinceMs < downCooldownMs) return replicas;
    const most = this.#recommended.reduce((best, each) => Math.max(best, each.replicas), 0);
    return Math.min(replicas, most);
  }

  changed(nowMs: number): void {
    this.#changedAtMs = nowMs;
  }
}
