import { describe, expect, it } from 'vitest';
import { comparePlacement } from './compare-placements.ts';
import { compareTasks } from './compare-tasks.ts';
import { compareDelays, compareTimes } from './compare-times.ts';
import { compareTranscripts } from './compare-transcripts.ts';
import { compareUpdates } from './compare-updates.ts';
import type { History, TaskLife, Transcript } from './history.ts';
import type { Recording } from './recording.ts';

function life(slot: string, image: string, state: string, atMs = 0): TaskLife {
  const change = { atMs, state, desired: 'running', err: '', node: 'a', removed: false };
  return { service: 'web', slot, image, createdMs: atMs, changes: [change] };
}

function history(...tasks: TaskLife[]): History {
  return { tasks, updates: [], steps: [], looks: [] };
}

describe('tasks', () => {
  const recorded = history(life('1', 'app:1', 'running'), life('2', 'app:2', 'failed'));

  it('agree whichever slot met which fate', () => {
    const swapped = history(life('2', 'app:1', 'running'), life('1', 'app:2', 'failed'));
    expect(compareTasks('web', recorded, swapped, 100, 10)).toBeNull();
  });

  it.each([
    ['another state', history(life('1', 'app:1', 'running'), life('2', 'app:2', 'running'))],
    ['a slot too few', history(life('1', 'app:1', 'running'))],
    ['a slot too many', history(...recorded.tasks, life('3', 'app:1', 'running'))],
    ['tasks of one slot in place of two', history(life('1', 'app:1', 'running'), life('1', 'app:2', 'failed'))],
  ])('differ by %s', (_, ours) => {
    expect(compareTasks('web', recorded, ours, 100, 10)).toContain('≠');
  });

  it('may come just after the end', () => {
    const ours = history(...recorded.tasks, life('3', 'app:1', 'new', 95));
    expect(compareTasks('web', recorded, ours, 100, 10)).toBeNull();
  });
});

describe('times', () => {
  const recorded = history(life('1', 'app:1', 'running', 1000), life('2', 'app:1', 'running', 5000));

  it.each([
    [5_240, true],
    [5_560, false],
  ])('are held within 300 ms and 5 %% of what passed since the cause: %d ms', (atMs, agrees) => {
    const ours = history(life('1', 'app:1', 'running', 1000), life('2', 'app:1', 'running', atMs));
    expect(compareTimes('web', recorded, ours, 60_000, () => 0) === null).toBe(agrees);
  });
});

describe('delays', () => {
  const stopped = (decidedMs: number, afterMs: number): TaskLife => {
    const change = { atMs: 0, state: 'running', desired: 'running', err: '', node: 'a', removed: false };
    const told = { ...change, atMs: decidedMs, desired: 'shutdown' };
    const gone = { ...told, atMs: decidedMs + afterMs, state: 'shutdown' };
    return { service: 'web', slot: '1', image: 'app:1', createdMs: 0, changes: [change, told, gone] };
  };
  const recorded = history(stopped(1_000, 2_000));

  it.each([
    ['the same', history(stopped(1_500, 2_100)), true],
    ['another one', history(stopped(1_000, 3_000)), false],
    ['one more that ends after the recording', history(stopped(1_000, 2_000), stopped(8_000, 3_000)), true],
    ['one more that ends before', history(stopped(1_000, 2_000), stopped(6_000, 3_000)), false],
  ])('agree by their medians until the end: %s', (_, ours, agrees) => {
    expect(compareDelays('web', recorded, ours, 10_000) === null).toBe(agrees);
  });
});

describe('updates', () => {
  it('agree whichever task failed', () => {
    const update = (state: string, task: string): History => ({
      ...history(),
      updates: [{ service: 'web', atMs: 0, state, message: `paused due to ${task}` }],
    });
    const recorded = update('paused', 'aaaaaaaaaaaaaaaaaaaaaaaa1');
    expect(compareUpdates('web', recorded, update('paused', 'aaaaaaaaaaaaaaaaaaaaaaaa2'))).toBeNull();
    expect(compareUpdates('web', recorded, update('completed', 'aaaaaaaaaaaaaaaaaaaaaaaa1'))).toContain('≠');
  });
});

describe('placements', () => {
  const node = (name: string, labels = {}) => ({ name, role: 'worker' as const, cpus: 1, memoryBytes: 1, labels });
  const recording = {
    cluster: { nodes: [node('a'), node('b'), node('c', { ssd: 'yes' })] },
    steps: [{ command: 'docker service create --name web --constraint node.labels.ssd==no app:1' }],
  } as unknown as Recording;

  it.each([
    [{ a: 1, b: 2 }, true],
    [{ a: 2, c: 1 }, false],
  ])('are counts of equal nodes: %o', (ours, agrees) => {
    expect(comparePlacement(recording, 'web', 0, { a: 2, b: 1, c: 0 }, ours) === null).toBe(agrees);
  });
});

describe('transcripts', () => {
  const said = (stdout: string): Transcript => ({ command: '', exitCode: 0, stdout, stderr: '', tookMs: 0 });
  const progress = (times: number) =>
    `overall progress: 0 out of 2 tasks\n1/2:  \n2/2:  \n${'verify: Waiting\n'.repeat(times)}`;
  const tasks = (rows: string) => `ID             NAME     NODE   DESIRED STATE   CURRENT STATE\n${rows}`;

  it.each([
    ['ids', 'abcdefghijklmnopqrstuvwx1', 'abcdefghijklmnopqrstuvwx2', true],
    ['ages', 'Up 3 seconds ago', 'Up About a minute ago', true],
    ['other words', 'Up', 'Down', false],
    ['repeats within two', progress(5), progress(7), true],
    ['repeats that are three more', progress(5), progress(8), false],
    [
      'rows of tasks in another order of slots',
      tasks(
        'abcdefghijk1   web.1    n1     Running         Running\nabcdefghijk2   web.2    n1     Shutdown        Failed\n',
      ),
      tasks(
        'abcdefghijk1   web.1    n2     Shutdown        Failed\nabcdefghijk2   web.2    n1     Running         Running\n',
      ),
      true,
    ],
    [
      'rows of tasks in other states',
      tasks('abcdefghijk1   web.1    n1     Running         Running\n'),
      tasks('abcdefghijk1   web.1    n1     Running         Failed\n'),
      false,
    ],
  ])('compare %s', (_, recorded, ours, agrees) => {
    expect(compareTranscripts(said(recorded), said(ours)) === null).toBe(agrees);
  });
});
