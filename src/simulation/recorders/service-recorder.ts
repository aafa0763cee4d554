import type { Change } from '../../swarm/change.ts';
import type { Service } from '../../swarm/objects/service.ts';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import type { ChangeRecorder } from './change-recorder.ts';
import { ServiceRecord } from './service-record.ts';

/** Replicas wanted and there, tasks made and failed, for each service. */
export class ServiceRecorder implements ChangeRecorder {
  readonly #byName = new Map<string, ServiceRecord>();

  get count(): number {
    return this.#byName.size;
  }

  /** In the order of their creation. */
  get records(): readonly ServiceRecord[] {
    return [...this.#byName.values()];
  }

  /** A container's process runs (1), or has ended (−1). */
  process(task: Task, step: 1 | -1, nowMs: number): void {
    this.#byName.get(task.serviceName)?.addLive(task.serviceId, step, nowMs);
  }

  record(change: Change, nowMs: number): void {
    if (change.kind === 'service') this.#service(change.before, change.after, nowMs);
    if (change.kind === 'task') this.#task(change.before, change.after, nowMs);
  }

  /** The warm-up is over: times count from now on. */
  startBooks(nowMs: number): void {
    for (const record of this.#byName.values()) record.startBooks(nowMs);
  }

  finish(nowMs: number): void {
    for (const record of this.#byName.values()) record.account(nowMs);
  }

  #service(before: Service | null, after: Service | null, nowMs: number): void {
    const service = after ?? before;
    if (service === null) return;
    const record = this.#byName.get(service.spec.name);
    if (record === undefined) this.#byName.set(service.spec.name, new ServiceRecord(service, nowMs));
    else if (after === null) record.remove(nowMs);
    else record.update(after, nowMs);
  }

  #task(before: Task | null, after: Task | null, nowMs: number): void {
    const task = after ?? before;
    const record = this.#byName.get(task?.serviceName ?? '');
    if (task === null || record === undefined) return;
    if (before === null) record.tasksCreated += 1;
    if (after !== null && failed(after) && !(before !== null && failed(before))) record.tasksFailed += 1;
    const step = (after !== null && toRun(after) ? 1 : 0) - (before !== null && toRun(before) ? 1 : 0);
    if (step !== 0) record.addWanted(task.serviceId, step, nowMs);
  }
}

function failed(task: Task): boolean {
  return task.status.state === TaskState.failed || task.status.state === TaskState.rejected;
}

function toRun(task: Task): boolean {
  return task.desiredState <= TaskState.running;
}
