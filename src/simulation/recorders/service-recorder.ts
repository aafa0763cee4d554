import type { Change } from '../../swarm/change.ts';
import type { Service } from '../../swarm/objects/service.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import type { ChangeRecorder } from './change-recorder.ts';

/** What is kept of one service, by name: a service that is removed and made again goes on under the same one. */
export class ServiceRecord {
  readonly name: string;
  latest: Service;
  removed = false;
  tasksCreated = 0;
  tasksFailed = 0;
  /** Tasks of a global service that are to run. */
  globalWanted = 0;
  /** Its processes that run, on machines that are up: what is, not what the managers believe. */
  live = 0;
  existedMs = 0;
  shortMs = 0;
  longestShortMs = 0;
  #shortSinceMs: number | null = null;
  #accountedToMs: number;

  constructor(service: Service, nowMs: number) {
    this.name = service.spec.name;
    this.latest = service;
    this.#accountedToMs = nowMs;
  }

  get wanted(): number {
    const { mode } = this.latest.spec;
    if (mode.kind === 'replicated') return mode.replicas;
    return mode.kind === 'global' ? this.globalWanted : 0;
  }

  /** Books the time since the last change of anything that counts; call before changing it. */
  account(nowMs: number): void {
    const passedMs = nowMs - this.#accountedToMs;
    this.#accountedToMs = nowMs;
    if (this.removed) return;
    this.existedMs += passedMs;
    if (this.live < this.wanted) {
      this.#shortSinceMs ??= nowMs - passedMs;
      this.shortMs += passedMs;
      this.longestShortMs = Math.max(this.longestShortMs, nowMs - this.#shortSinceMs);
    } else if (passedMs > 0) {
      this.#shortSinceMs = null;
    }
  }
}

/** Replicas wanted and there, tasks made and failed, for each service. */
export class ServiceRecorder implements ChangeRecorder {
  readonly #byName = new Map<string, ServiceRecord>();

  /** In the order of their creation. */
  get records(): readonly ServiceRecord[] {
    return [...this.#byName.values()];
  }

  /** A container's process runs, or has ended. */
  process(task: Task, step: 1 | -1, nowMs: number): void {
    const record = this.#byName.get(task.serviceName);
    if (record === undefined) return;
    record.account(nowMs);
    record.live += step;
  }

  record(change: Change, nowMs: number): void {
    if (change.kind === 'service') this.#service(change.before, change.after, nowMs);
    if (change.kind === 'task') this.#task(change.before, change.after, nowMs);
  }

  finish(nowMs: number): void {
    for (const record of this.#byName.values()) record.account(nowMs);
  }

  #service(before: Service | null, after: Service | null, nowMs: number): void {
    const service = after ?? before;
    if (service === null) return;
    let record = this.#byName.get(service.spec.name);
    if (record === undefined) {
      record = new ServiceRecord(service, nowMs);
      this.#byName.set(record.name, record);
    }
    record.account(nowMs);
    record.latest = service;
    record.removed = after === null;
  }

  #task(before: Task | null, after: Task | null, nowMs: number): void {
    const record = this.#byName.get((after ?? before)?.serviceName ?? '');
    if (record === undefined) return;
    if (before === null) record.tasksCreated += 1;
    if (after !== null && failed(after) && !(before !== null && failed(before))) record.tasksFailed += 1;
    const step = (after !== null && toRun(after) ? 1 : 0) - (before !== null && toRun(before) ? 1 : 0);
    if (step === 0) return;
    record.account(nowMs);
    record.globalWanted += step;
  }
}

function failed(task: Task): boolean {
  return task.status.state === TaskState.failed || task.status.state === TaskState.rejected;
}

function toRun(task: Task): boolean {
  return task.desiredState <= TaskState.running;
}
