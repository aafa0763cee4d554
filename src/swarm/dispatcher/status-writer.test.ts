import { describe, expect, it } from 'vitest';
import { EventLoop } from '../../kernel/event-loop.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { Service } from '../objects/service.ts';
import type { TaskStatus } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { newTask } from '../orchestrator/new-task.ts';
import { Store } from '../store/store.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { StatusWriter } from './status-writer.ts';

const service = { id: 's', spec: serviceSpec('web'), specVersion: 0, jobStatus: null } as Service;
const status = (state: TaskState): TaskStatus => ({
  state,
  message: '',
  err: '',
  timestampMs: 1,
  appliedAtMs: 0,
  exitCode: null,
});

function world(batchMs: number) {
  const loop = new EventLoop();
  const store = new Store(() => loop.nowMs);
  store.update((tx) => tx.createTask(newTask('t', service, 1, 'n', 0)));
  const writer = new StatusWriter(store, loop, new RandomStreams(1).stream('w'), batchMs, () => true);
  return { loop, store, writer, state: () => store.tasks.get('t')?.status.state };
}

describe('StatusWriter', () => {
  it('drops a status that is earlier than the stored one', () => {
    const { writer, state } = world(0);
    writer.task('t', status(TaskState.running));
    writer.task('t', status(TaskState.preparing));
    expect(state()).toBe(TaskState.running);
  });

  it('writes the newest of a batch, within the period, with the time of the write', () => {
    const { loop, store, writer, state } = world(100);
    writer.task('t', status(TaskState.accepted));
    writer.task('t', status(TaskState.preparing));
    const { commits } = store;
    expect(state()).toBe(TaskState.new);
    loop.runUntil(100);
    expect(state()).toBe(TaskState.preparing);
    expect(store.commits).toBe(commits + 1);
    expect(store.tasks.get('t')?.status.appliedAtMs).toBeGreaterThan(1);
  });
});
