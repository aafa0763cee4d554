import { describe, expect, it } from 'vitest';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { byWorthKeeping } from './scale-down.ts';

const task = (slot: number, nodeId: string, state: TaskState = TaskState.running): Task =>
  ({ slot, nodeId, status: { state } }) as Task;

const slots = (...tasks: Task[][]) => byWorthKeeping(tasks).map((slot) => slot[0]?.slot);

describe('byWorthKeeping', () => {
  it('keeps one copy per node before second copies, low numbers first', () => {
    expect(slots([task(1, 'a')], [task(2, 'b')], [task(3, 'a')], [task(4, 'b')], [task(5, 'a')])).toEqual([
      1, 2, 3, 4, 5,
    ]);
    expect(slots([task(1, 'a')], [task(2, 'a')], [task(3, 'b')])).toEqual([1, 3, 2]);
  });

  it('keeps slots that run before those that do not', () => {
    expect(slots([task(1, 'a', TaskState.ready)], [task(2, 'a')])).toEqual([2, 1]);
  });

  it('gives up slots without a node and slots with two tasks first', () => {
    expect(slots([task(1, '', TaskState.pending)], [task(2, 'a'), task(2, 'b')], [task(3, 'a')])).toEqual([3, 2, 1]);
  });
});
