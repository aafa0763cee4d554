import { describe, expect, it } from 'vitest';
import type { Task } from '../objects/task.ts';
import { TaskTable } from './task-table.ts';

const task = (id: string, slot: number, nodeId: string): Task => ({ id, serviceId: 's', slot, nodeId }) as Task;

describe('TaskTable', () => {
  it('finds tasks by slot, oldest first, and by node', () => {
    const table = new TaskTable();
    const [a, b] = [task('a', 1, 'n1'), task('b', 1, 'n2')];
    table.replace(null, a);
    table.replace(null, b);
    expect(table.ofInstance('s', 1)).toEqual([a, b]);
    expect(table.ofNode('n2')).toEqual([b]);
  });

  it('finds tasks of global services by node', () => {
    const table = new TaskTable();
    const a = task('a', 0, 'n1');
    table.replace(null, a);
    expect(table.ofInstance('s', 'n1')).toEqual([a]);
  });

  it('follows a task that is assigned', () => {
    const table = new TaskTable();
    const before = task('a', 3, '');
    const after = task('a', 3, 'n1');
    table.replace(null, before);
    table.replace(before, after);
    expect(table.ofInstance('s', 3)).toEqual([after]);
    expect(table.ofNode('n1')).toEqual([after]);
  });

  it('forgets a task everywhere', () => {
    const table = new TaskTable();
    const a = task('a', 1, 'n1');
    table.replace(null, a);
    table.replace(a, null);
    expect([table.size, table.ofService('s'), table.ofNode('n1')]).toEqual([0, [], []]);
  });
});
