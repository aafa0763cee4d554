import { getOrInsert } from '../get-or-insert.ts';
import type { Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { isGlobal, restartPolicy } from './service-kind.ts';

interface Restarts {
  specVersion: number | null;
  total: number;
  /** Times of the restarts, oldest first; only kept for policies with a window. */
  timesMs: number[];
}

/**
 * How often each slot (or node) of a service has been restarted, and whether its policy allows one more.
 * Source: SwarmKit `orchestrator/restart/restart.go` shouldRestart, RecordRestartHistory.
 */
export class RestartHistory {
  readonly #byService = new Map<string, Map<string, Restarts>>();

  /** Whether the policy lets a new task take this one's place. */
  allows(task: Task, service: Service): boolean {
    const policy = restartPolicy(task);
    if (policy.condition === 'none') return false;
    if (policy.condition === 'on-failure' && task.status.state === TaskState.complete) return false;
    if (policy.maxAttempts === 0) return true;
    const nodeId = isGlobal(service) ? task.nodeId : '';
    const restarts = this.#byService.get(task.serviceId)?.get(place(task.slot, nodeId));
    if (restarts === undefined || (task.specVersion !== null && task.specVersion !== restarts.specVersion)) return true;
    if (policy.windowMs === 0) return restarts.total < policy.maxAttempts;
    return countWithin(restarts, policy.windowMs, task.status.appliedAtMs) < policy.maxAttempts;
  }

  /** A replacement was made. */
  record(replacement: Task, nowMs: number): void {
    const policy = restartPolicy(replacement);
    if (policy.maxAttempts === 0) return;
    const places = getOrInsert(this.#byService, replacement.serviceId, () => new Map<string, Restarts>());
    const key = place(replacement.slot, replacement.nodeId);
    let restarts = places.get(key);
    if (
      restarts === undefined ||
      (replacement.specVersion !== null && replacement.specVersion !== restarts.specVersion)
    ) {
      restarts = { specVersion: replacement.specVersion, total: 0, timesMs: [] };
      places.set(key, restarts);
    }
    restarts.total++;
    if (policy.windowMs > 0) restarts.timesMs.push(nowMs);
  }

  forget(serviceId: string): void {
    this.#byService.delete(serviceId);
  }
}

/** Restarts later than the window's begin and before the failure; older ones are forgotten. */
function countWithin(restarts: Restarts, windowMs: number, failureMs: number): number {
  const beginMs = failureMs - windowMs;
  restarts.timesMs = restarts.timesMs.filter((timeMs) => timeMs > beginMs);
  return restarts.timesMs.filter((timeMs) => timeMs < failureMs).length;
}

function place(slot: number, nodeId: string): string {
  return `${slot}/${nodeId}`;
}
