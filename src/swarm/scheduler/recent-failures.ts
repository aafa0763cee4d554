/** For so long a failure counts. Source: SwarmKit `manager/scheduler/scheduler.go` monitorFailures. */
export const monitorFailuresMs = 5 * 60_000;

/** From so many failures on, a node is avoided by the version of the service that failed. Source: ibid., maxFailures. */
export const maxFailures = 5;

/** When tasks of which service and version failed on one node. Lost when the leader changes. */
export class RecentFailures {
  readonly #timesMs = new Map<string, number[]>();

  record(serviceKey: string, nowMs: number): void {
    const known = this.#timesMs.get(serviceKey) ?? [];
    this.#timesMs.set(serviceKey, [...known.filter((timeMs) => nowMs - timeMs < monitorFailuresMs), nowMs]);
  }

  /** Of which services and versions any have been recorded, however long ago. */
  keys(): Iterable<string> {
    return this.#timesMs.keys();
  }

  count(serviceKey: string, nowMs: number): number {
    if (this.#timesMs.size === 0) return 0;
    const known = this.#timesMs.get(serviceKey);
    if (known === undefined) return 0;
    let failures = 0;
    for (const timeMs of known) if (nowMs - timeMs <= monitorFailuresMs) failures++;
    return failures;
  }
}

/** Failures are counted per version of a service's spec. */
export function serviceKeyOf(task: { readonly serviceId: string; readonly specVersion: number | null }): string {
  return `${task.specVersion ?? 0}/${task.serviceId}`;
}
