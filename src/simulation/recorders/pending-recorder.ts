import type { Change } from '../../swarm/change.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import type { ChangeRecorder } from './change-recorder.ts';

/** How long tasks waited for a node, and how often a slot's replacement went to another one. */
export class PendingRecorder implements ChangeRecorder {
  waits = 0;
  totalMs = 0;
  longestMs = 0;
  /** Tasks placed on another node than the one before them in their slot. */
  moves = 0;
  /** Tasks that still waited when the run ended. */
  atEnd = 0;
  readonly #since = new Map<string, number>();
  readonly #services = new Map<string, string>();
  readonly #totalByService = new Map<string, number>();
  readonly #lastNode = new Map<string, string>();

  /** Tasks that wait for a node now. */
  get pendingNow(): number {
    return this.#since.size;
  }

  totalOf(serviceName: string): number {
    return this.#totalByService.get(serviceName) ?? 0;
  }

  record(change: Change, nowMs: number): void {
    if (change.kind !== 'task') return;
    const { before, after } = change;
    const task = after ?? before;
    if (task === null) return;
    if (after !== null && waits(after)) {
      if (!this.#since.has(task.id)) {
        this.#since.set(task.id, nowMs);
        this.#services.set(task.id, task.serviceName);
      }
    } else if (this.#since.has(task.id)) {
      this.#end(task.id, nowMs);
    }
    if (after !== null && after.nodeId !== '' && (before === null || before.nodeId === '')) this.#placed(after);
  }

  /** Books those that still wait when the run ends. */
  finish(nowMs: number): void {
    this.atEnd = this.pendingNow;
    for (const taskId of [...this.#since.keys()]) this.#end(taskId, nowMs);
  }

  #end(taskId: string, nowMs: number): void {
    const waitedMs = nowMs - (this.#since.get(taskId) ?? nowMs);
    const service = this.#services.get(taskId) ?? '';
    this.#since.delete(taskId);
    this.#services.delete(taskId);
    this.waits += 1;
    this.totalMs += waitedMs;
    this.longestMs = Math.max(this.longestMs, waitedMs);
    this.#totalByService.set(service, this.totalOf(service) + waitedMs);
  }

  #placed(task: Task): void {
    if (task.slot === 0) return;
    const slot = `${task.serviceId}.${task.slot}`;
    const last = this.#lastNode.get(slot);
    if (last !== undefined && last !== task.nodeId) this.moves += 1;
    this.#lastNode.set(slot, task.nodeId);
  }
}

function waits(task: Task): boolean {
  return task.status.state === TaskState.pending && task.desiredState <= TaskState.complete;
}
