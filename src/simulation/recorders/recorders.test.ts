import { describe, expect, it } from 'vitest';
import type { Task } from '../../swarm/objects/task.ts';
import { TaskState } from '../../swarm/objects/task-state.ts';
import { service, serviceSpec, status, task, taskSpec } from '../testing/task.ts';
import { PendingRecorder } from './pending-recorder.ts';
import { PlacementRecorder } from './placement-recorder.ts';
import { ServiceRecorder } from './service-recorder.ts';
import { TaskRecorder } from './task-recorder.ts';
import { UpdateRecorder } from './update-recorder.ts';

const nodeName = (id: string) => `name of ${id}`;
const pending = task({ nodeId: '', status: status(TaskState.pending) });
const assigned = task({ status: status(TaskState.assigned) });
const running = task();
const failed = task({ status: status(TaskState.failed) });

function change(before: Task | null, after: Task | null) {
  return { kind: 'task', before, after } as const;
}

describe('tasks.csv', () => {
  it('has a row for a change of state, and none for a change of message alone', () => {
    const recorder = new TaskRecorder(nodeName);
    recorder.record(change(null, assigned), 1500);
    recorder.record(change(assigned, { ...assigned, status: { ...assigned.status, message: 'x' } }), 1600);
    expect(recorder.rows).toEqual([expect.objectContaining({ time_s: 1.5, node: 'name of n1', state: 'assigned' })]);
  });
});

describe('updates.csv', () => {
  it('says none when a new update clears the status', () => {
    const recorder = new UpdateRecorder();
    const updating = { state: 'updating', startedAtMs: 1, completedAtMs: null, message: 'update in progress' } as const;
    recorder.record({ kind: 'service', before: service(), after: service({ updateStatus: updating }) }, 1000);
    recorder.record({ kind: 'service', before: service({ updateStatus: updating }), after: service() }, 2000);
    expect(recorder.rows.map((row) => [row.time_s, row.state])).toEqual([
      [1, 'updating'],
      [2, 'none'],
    ]);
  });
});

describe('placement.csv', () => {
  const reserving = taskSpec({ reservations: { nanoCpus: 5e8, memoryBytes: 1024, generic: [] } });

  it('counts a task as assigned and reserving until it has ended', () => {
    const recorder = new PlacementRecorder(nodeName);
    const steps = [pending, assigned, running, failed].map((step) => ({ ...step, spec: reserving }));
    steps.forEach((after, index) => {
      recorder.record(change(steps[index - 1] ?? null, after), index * 1000);
    });
    const row = { node: 'name of n1', service: 'web', image: 'web:1' };
    expect(recorder.rows).toEqual([
      { ...row, time_s: 1, running: 0, assigned: 1, reserved_cpus: 0.5, reserved_memory_bytes: 1024 },
      { ...row, time_s: 2, running: 1, assigned: 1, reserved_cpus: 0.5, reserved_memory_bytes: 1024 },
      { ...row, time_s: 3, running: 0, assigned: 0, reserved_cpus: 0, reserved_memory_bytes: 0 },
    ]);
  });

  it('has one row for what happens at one instant', () => {
    const recorder = new PlacementRecorder(nodeName);
    recorder.record(change(null, assigned), 1000);
    recorder.record(change(null, { ...assigned, id: 'task2' }), 1000);
    expect(recorder.rows.map((row) => row.assigned)).toEqual([2]);
  });
});

describe('waiting for a node', () => {
  it('is measured from pending to assigned', () => {
    const recorder = new PendingRecorder();
    recorder.record(change(null, pending), 1000);
    recorder.record(change(pending, assigned), 4000);
    expect([recorder.waits, recorder.totalMs, recorder.atEnd]).toEqual([1, 3000, 0]);
  });

  it('counts a replacement on another node as a move', () => {
    const recorder = new PendingRecorder();
    recorder.record(change(null, assigned), 0);
    recorder.record(change(null, { ...assigned, id: 'task2', nodeId: 'n2' }), 1);
    recorder.record(change(null, { ...assigned, id: 'task3', nodeId: 'n2' }), 2);
    expect(recorder.moves).toBe(1);
  });
});

describe('replicas wanted and there', () => {
  const one = service({ spec: serviceSpec({ mode: { kind: 'replicated', replicas: 1 } }) });

  it('books the time below the wanted number, and the longest stretch', () => {
    const recorder = new ServiceRecorder();
    recorder.record({ kind: 'service', before: null, after: one }, 0);
    recorder.process(running, 1, 1000);
    recorder.process(running, -1, 5000);
    recorder.process(running, 1, 8000);
    recorder.finish(10_000);
    const [record] = recorder.records;
    expect([record?.existedMs, record?.shortMs, record?.longestShortMs]).toEqual([10_000, 4000, 3000]);
  });

  it('books nothing before the warm-up is over', () => {
    const recorder = new ServiceRecorder();
    recorder.record({ kind: 'service', before: null, after: one }, 0);
    recorder.startBooks(4000);
    recorder.process(running, 1, 5000);
    recorder.finish(10_000);
    const [record] = recorder.records;
    expect([record?.existedMs, record?.shortMs, record?.longestShortMs]).toEqual([6000, 1000, 1000]);
  });

  it('does not count the time between a removal and the next service of the name', () => {
    const recorder = new ServiceRecorder();
    recorder.record({ kind: 'service', before: null, after: one }, 0);
    recorder.record({ kind: 'service', before: one, after: null }, 1000);
    recorder.record({ kind: 'service', before: null, after: { ...one, id: 'service2' } }, 5000);
    recorder.finish(7000);
    const [record] = recorder.records;
    expect([record?.existedMs, record?.shortMs, record?.longestShortMs]).toEqual([3000, 3000, 2000]);
  });

  it('does not count the processes of a service that was removed for the next one of the name', () => {
    const recorder = new ServiceRecorder();
    recorder.record({ kind: 'service', before: null, after: one }, 0);
    recorder.process(running, 1, 0);
    recorder.record({ kind: 'service', before: one, after: null }, 1000);
    recorder.record({ kind: 'service', before: null, after: { ...one, id: 'service2' } }, 1000);
    recorder.process(running, -1, 2000);
    recorder.process({ ...running, serviceId: 'service2' }, 1, 4000);
    recorder.finish(5000);
    const [record] = recorder.records;
    expect([record?.live, record?.shortMs]).toEqual([1, 3000]);
  });

  it('wants of a global service as many as have a task that is to run', () => {
    const recorder = new ServiceRecorder();
    const all = service({ spec: serviceSpec({ mode: { kind: 'global' } }) });
    recorder.record({ kind: 'service', before: null, after: all }, 0);
    recorder.record(change(null, assigned), 0);
    recorder.process(running, 1, 1000);
    recorder.record(change(running, { ...running, desiredState: TaskState.shutdown }), 2000);
    recorder.process(running, -1, 3000);
    recorder.finish(10_000);
    expect(recorder.records[0]?.shortMs).toBe(1000);
  });

  it('counts a task that failed once', () => {
    const recorder = new ServiceRecorder();
    recorder.record({ kind: 'service', before: null, after: service() }, 0);
    recorder.record(change(running, failed), 1);
    recorder.record(change(failed, { ...failed, desiredState: TaskState.shutdown }), 2);
    expect(recorder.records[0]?.tasksFailed).toBe(1);
  });
});
