import type { Change } from '../../../src/swarm/change.ts';
import type { Service } from '../../../src/swarm/objects/service.ts';
import type { Task } from '../../../src/swarm/objects/task.ts';
import { taskStateName } from '../../../src/swarm/objects/task-state.ts';
import type { TaskChange, TaskLife, UpdateChange } from './history.ts';

interface OpenLife extends TaskLife {
  readonly changes: TaskChange[];
}

/** Notes what the managers store, as the recordings do. */
export class HistoryRecorder {
  readonly updates: UpdateChange[] = [];
  readonly #lives = new Map<string, OpenLife>();
  readonly #nodeName: (nodeId: string) => string;

  constructor(nodeName: (nodeId: string) => string) {
    this.#nodeName = nodeName;
  }

  get tasks(): TaskLife[] {
    return [...this.#lives.values()];
  }

  changed(change: Change, atMs: number): void {
    if (change.kind === 'task') this.#task(change.before, change.after, atMs);
    else if (change.kind === 'service') this.#service(change.before, change.after, atMs);
  }

  #task(before: Task | null, after: Task | null, atMs: number): void {
    const task = after ?? before;
    if (task === null) return;
    this.#lifeOf(task, atMs).changes.push({
      atMs,
      state: taskStateName(task.status.state),
      desired: taskStateName(task.desiredState),
      err: task.status.err,
      node: task.nodeId === '' ? '' : this.#nodeName(task.nodeId),
      removed: after === null,
    });
  }

  #lifeOf(task: Task, atMs: number): OpenLife {
    const known = this.#lives.get(task.id);
    if (known !== undefined) return known;
    const byNode = task.slot === 0 && task.nodeId !== '';
    const life: OpenLife = {
      service: task.serviceName,
      slot: byNode ? this.#nodeName(task.nodeId) : `${task.slot}`,
      image: task.spec.container.image,
      createdMs: atMs,
      changes: [],
    };
    this.#lives.set(task.id, life);
    return life;
  }

  #service(before: Service | null, after: Service | null, atMs: number): void {
    const now = after?.updateStatus ?? null;
    if (after === null || now === null) return;
    const was = before?.updateStatus ?? null;
    if (was?.state === now.state && was.message === now.message && was.startedAtMs === now.startedAtMs) return;
    this.updates.push({ service: after.spec.name, atMs, state: now.state, message: now.message });
  }
}
