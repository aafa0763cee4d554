import type { Change } from '../../../src/swarm/change.ts';
import type { Service } from '../../../src/swarm/objects/service.ts';
import type { Task } from '../../../src/swarm/objects/task.ts';
import { TaskState, taskStateName } from '../../../src/swarm/objects/task-state.ts';
import type { Outcome, ServiceSnapshot, Snapshot, TaskRow } from './golden-scenario.ts';
import { versionOf } from './to-service-spec.ts';

interface Row {
  task: Task;
  readonly createdMs: number;
  assignedMs: number | null;
  desiredRunningMs: number | null;
  runningMs: number | null;
  desiredStopMs: number | null;
  endedMs: number | null;
  deletedMs: number | null;
}

interface During {
  minRunning: number;
  maxRunning: number;
  maxStarting: number;
}

interface ServiceRecord {
  service: Service;
  removed: boolean;
  /** Spec version → the number of the spec (1 = created). */
  readonly generations: Map<number, number>;
  readonly rows: Map<string, Row>;
  readonly updateStatus: [number, string, string][];
  readonly running: [number, Record<string, number>][];
  readonly created: Map<string, [number, string, number]>;
  during: During | null;
}

/** Notes what the golden data notes. */
export class Recorder {
  readonly #services = new Map<string, ServiceRecord>();
  readonly #snapshots: Snapshot[] = [];
  readonly #changed = new Set<string>();

  changed(change: Change, nowMs: number): void {
    if (change.kind === 'service') this.#serviceChanged(change.before, change.after, nowMs);
    else if (change.kind === 'task') this.#taskChanged(change.before, change.after, nowMs);
  }

  /** A step has updated this service or rolled it back: it is watched closely from now on. */
  updated(serviceId: string): void {
    const record = this.#services.get(serviceId);
    if (record === undefined) return;
    record.during ??= { minRunning: Number.POSITIVE_INFINITY, maxRunning: 0, maxStarting: 0 };
    const { specVersion } = record.service;
    if (!record.generations.has(specVersion)) record.generations.set(specVersion, record.generations.size + 1);
    sampleDuring(record.during, liveTasks(record));
    this.#changed.add(serviceId);
  }

  /** At the end of each ms in which something has changed. */
  sample(nowMs: number): void {
    for (const id of this.#changed) {
      const record = this.#services.get(id);
      if (record !== undefined) sampleService(record, nowMs);
    }
    this.#changed.clear();
  }

  snapshot(nowMs: number): void {
    const services: Record<string, ServiceSnapshot> = {};
    for (const record of this.#services.values()) services[record.service.spec.name] = takeSnapshot(record);
    this.#snapshots.push({ at: nowMs, services });
  }

  outcome(): Outcome {
    const records = [...this.#services.values()];
    const by = <T>(pick: (record: ServiceRecord) => T): Record<string, T> =>
      Object.fromEntries(records.map((record) => [record.service.spec.name, pick(record)]));
    return {
      updateStatus: by(({ updateStatus }) => updateStatus),
      during: Object.fromEntries(
        records.flatMap(({ service, during }) => (during === null ? [] : [[service.spec.name, during]])),
      ),
      running: by(({ running }) => running),
      created: by(({ created }) => [...created.values()]),
      snapshots: this.#snapshots,
      tasks: records.flatMap((record) => [...record.rows.values()].map((row) => toTaskRow(record, row))),
    };
  }

  #serviceChanged(before: Service | null, after: Service | null, nowMs: number): void {
    const service = after ?? before;
    if (service === null) return;
    const record = this.#services.get(service.id) ?? newRecord(service);
    this.#services.set(service.id, record);
    this.#changed.add(service.id);
    if (after === null) {
      record.removed = true;
      return;
    }
    record.service = after;
    const last = before?.updateStatus ?? null;
    const next = after.updateStatus;
    if (last?.state === next?.state && last?.message === next?.message) return;
    record.updateStatus.push([nowMs, next?.state ?? 'none', (next?.message ?? '').replace(/[0-9a-z]{25}$/, '<task>')]);
  }

  #taskChanged(before: Task | null, after: Task | null, nowMs: number): void {
    const task = after ?? before;
    const record = task === null ? undefined : this.#services.get(task.serviceId);
    if (task === null || record === undefined) return;
    this.#changed.add(task.serviceId);
    let row = record.rows.get(task.id);
    if (row === undefined) {
      row = newRow(task, nowMs);
      record.rows.set(task.id, row);
      const v = versionOf(task.spec.container.image, task.spec.forceUpdate);
      const key = `${nowMs}/${v}`;
      const entry = record.created.get(key);
      if (entry === undefined) record.created.set(key, [nowMs, v, 1]);
      else entry[2]++;
    }
    if (after === null) row.deletedMs = nowMs;
    else noteTask(row, after, nowMs);
  }
}

function newRecord(service: Service): ServiceRecord {
  return {
    service,
    removed: false,
    generations: new Map([[service.specVersion, 1]]),
    rows: new Map(),
    updateStatus: [],
    running: [],
    created: new Map(),
    during: null,
  };
}

function newRow(task: Task, createdMs: number): Row {
  const never = { assignedMs: null, desiredRunningMs: null, runningMs: null, desiredStopMs: null, endedMs: null };
  return { task, createdMs, ...never, deletedMs: null };
}

function noteTask(row: Row, task: Task, nowMs: number): void {
  row.task = task;
  const { state } = task.status;
  const { desiredState } = task;
  if (task.nodeId !== '' && state >= TaskState.assigned) row.assignedMs ??= nowMs;
  if (desiredState === TaskState.running || desiredState === TaskState.complete) row.desiredRunningMs ??= nowMs;
  if (state === TaskState.running) row.runningMs ??= nowMs;
  if (desiredState > TaskState.complete) row.desiredStopMs ??= nowMs;
  if (state > TaskState.running) row.endedMs ??= nowMs;
}

function liveTasks(record: ServiceRecord): Task[] {
  return [...record.rows.values()].filter(({ deletedMs }) => deletedMs === null).map(({ task }) => task);
}

function sampleService(record: ServiceRecord, nowMs: number): void {
  const tasks = liveTasks(record);
  const running: Record<string, number> = {};
  for (const task of tasks)
    if (task.status.state === TaskState.running)
      count(running, versionOf(task.spec.container.image, task.spec.forceUpdate));
  const last = record.running.at(-1);
  if (last === undefined || !sameCounts(last[1], running)) record.running.push([nowMs, running]);
  if (record.during !== null) sampleDuring(record.during, tasks);
}

function sampleDuring(during: During, tasks: readonly Task[]): void {
  const running = tasks.filter((task) => task.status.state === TaskState.running).length;
  const starting = tasks.filter(
    (task) => task.status.state < TaskState.running && task.desiredState <= TaskState.complete,
  ).length;
  during.minRunning = Math.min(during.minRunning, running);
  during.maxRunning = Math.max(during.maxRunning, running);
  during.maxStarting = Math.max(during.maxStarting, starting);
}

function takeSnapshot(record: ServiceRecord): ServiceSnapshot {
  const tasks: Record<string, number> = {};
  const activeRunningPerNode: Record<string, number> = {};
  const pendingErrors: Record<string, number> = {};
  for (const task of liveTasks(record)) {
    const v = versionOf(task.spec.container.image, task.spec.forceUpdate);
    count(tasks, `${v} ${taskStateName(task.status.state)}/${taskStateName(task.desiredState)}`);
    if (task.status.state === TaskState.running && task.desiredState <= TaskState.complete)
      count(activeRunningPerNode, task.nodeId);
    if (task.status.state < TaskState.running && task.status.err !== '') count(pendingErrors, task.status.err);
  }
  const sorted = Object.values(activeRunningPerNode).sort((a, b) => b - a);
  return {
    tasks,
    activeRunningPerNode,
    sorted,
    ...(Object.keys(pendingErrors).length > 0 && { pendingErrors }),
    ...(record.removed && { serviceRemoved: true }),
  };
}

function toTaskRow(record: ServiceRecord, row: Row): TaskRow {
  const { task } = row;
  return [
    task.serviceName,
    task.slot,
    task.nodeId,
    versionOf(task.spec.container.image, task.spec.forceUpdate),
    record.generations.get(task.specVersion ?? -1) ?? 0,
    row.createdMs,
    row.assignedMs,
    row.desiredRunningMs,
    row.runningMs,
    row.desiredStopMs,
    row.endedMs,
    row.deletedMs,
    taskStateName(task.status.state),
    taskStateName(task.desiredState),
    task.status.message,
    task.status.err,
  ];
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}

function sameCounts(a: Record<string, number>, b: Record<string, number>): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
