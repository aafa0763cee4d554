import { beforeEach, describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { TaskState } from '../objects/task-state.ts';
import { Scheduler } from './scheduler.ts';
import { spread } from './strategies/spread.ts';
import type { PlacementStrategy } from './strategy.ts';
import { makeNode } from './testing/make-node.ts';
import { makeTask, makeTaskSpec, type TaskTraits } from './testing/make-task.ts';

const whole = makeTaskSpec({ reservations: { nanoCpus: 1 } });
const gpu = makeTaskSpec({ reservations: { generic: [{ kind: 'gpu', value: 1 }] } });
const minuteMs = 60_000;

let nowMs = 0;
let scheduler: Scheduler;

function schedulerOf(strategy: PlacementStrategy): Scheduler {
  return new Scheduler({ strategy, random: new RandomStreams(1).stream('scheduler'), nowMs: () => nowMs });
}

beforeEach(() => {
  nowMs = 0;
  scheduler = schedulerOf(spread);
  scheduler.upsertNode(makeNode('n1', { nanoCpus: 1, generic: [{ kind: 'gpu', value: 1 }] }));
});

/** The nodes of as many new tasks, in no order; `-` for each that found none. */
function place(traits: Omit<TaskTraits, 'id'>, ...ids: string[]): string[] {
  const { assignments, unplaced } = scheduler.scheduleGroup(ids.map((id) => makeTask({ id, ...traits })));
  return [...assignments.map(({ nodeId }) => nodeId), ...unplaced.map(() => '-')];
}

describe('scheduleGroup', () => {
  it('claims at once what it gives', () => {
    expect(place({ spec: whole }, 'a', 'b')).toEqual(['n1', '-']);
    expect(place({ spec: whole }, 'c')).toEqual(['-']);
  });

  it('tells which generic resources the task was given', () => {
    const { assignments } = scheduler.scheduleGroup([makeTask({ id: 'a', spec: gpu })]);
    expect(assignments.map(({ generic }) => generic)).toEqual([[{ kind: 'gpu', value: 1 }]]);
  });

  it('explains why tasks are left, by all nodes', () => {
    scheduler.upsertNode(makeNode('n2', { availability: 'drain' }));
    scheduler.upsertNode(makeNode('n3'));
    place({ spec: whole }, 'a');
    const { explanation } = scheduler.scheduleGroup([makeTask({ id: 'b', spec: whole })]);
    expect(explanation).toBe('insufficient resources on 2 nodes; 1 node not available for new tasks');
  });

  it('says nothing where there is no node at all, and of no task', () => {
    scheduler.removeNode('n1');
    expect(scheduler.scheduleGroup([makeTask({ id: 'a' })]).explanation).toBe('');
    expect(scheduler.scheduleGroup([])).toEqual({ assignments: [], unplaced: [], explanation: '' });
  });

  it('lets no strategy place a task where a filter refuses it, or one task too many', () => {
    const careless: PlacementStrategy = {
      name: 'careless',
      place: (group) =>
        group.nodes.visit((node) => {
          group.assign(node);
          return false;
        }),
    };
    scheduler = schedulerOf(careless);
    scheduler.upsertNode(makeNode('n1'));
    expect(() => place({ spec: whole }, 'a')).toThrow('node n1 does not pass the filter resource');
    scheduler.upsertNode(makeNode('n2'));
    expect(() => place({}, 'b')).toThrow('no task of the group is left');
  });
});

describe('upsertTask', () => {
  it('claims for a task that has a node, and gives back when it has ended', () => {
    const task = makeTask({ id: 'old', nodeId: 'n1', spec: whole, state: TaskState.assigned });
    expect(scheduler.upsertTask(task)).toBe(false);
    expect(place({ spec: whole }, 'a')).toEqual(['-']);
    const ended = makeTask({ id: 'old', nodeId: 'n1', spec: whole, state: TaskState.shutdown });
    expect(scheduler.upsertTask(ended)).toBe(true);
    expect(place({ spec: whole }, 'b')).toEqual(['n1']);
  });

  it('knows a task no more that has ended', () => {
    scheduler.upsertTask(makeTask({ id: 'a', nodeId: 'n1', state: TaskState.running }));
    scheduler.upsertTask(makeTask({ id: 'a', nodeId: 'n1', state: TaskState.failed }));
    expect(scheduler.upsertTask(makeTask({ id: 'a', nodeId: 'n1', state: TaskState.failed }))).toBe(false);
  });

  it('gives nothing back before a stopping task has ended', () => {
    place({ spec: whole }, 'a');
    const running = { id: 'a', nodeId: 'n1', spec: whole, state: TaskState.running };
    scheduler.upsertTask(makeTask({ ...running, desiredState: TaskState.shutdown }));
    expect(place({ spec: whole }, 'b')).toEqual(['-']);
  });

  it('claims nothing for a task that is pending on its node, or new, or unknown and over', () => {
    scheduler.upsertTask(makeTask({ id: 'a', nodeId: 'n1', spec: whole, state: TaskState.pending }));
    scheduler.upsertTask(makeTask({ id: 'b', nodeId: 'n1', spec: whole, state: TaskState.new }));
    expect(scheduler.upsertTask(makeTask({ id: 'c', nodeId: 'n1', spec: whole, state: TaskState.failed }))).toBe(false);
    expect(place({ spec: whole }, 'd')).toEqual(['n1']);
  });
});

describe('failures', () => {
  beforeEach(() => {
    scheduler.upsertNode(makeNode('n2'));
    // The other node is the worse one but for failures.
    for (let i = 0; i < 3; i++) scheduler.upsertTask(makeTask({ id: `o${i}`, nodeId: 'n2', state: TaskState.running }));
  });

  function fail(times: number, first: TaskState = TaskState.running, traits: Partial<TaskTraits> = {}): void {
    for (let i = 0; i < times; i++) {
      scheduler.upsertTask(makeTask({ id: `f${i}`, nodeId: 'n1', ...traits, state: first }));
      scheduler.upsertTask(makeTask({ id: `f${i}`, nodeId: 'n1', ...traits, state: TaskState.failed }));
    }
  }

  it('count from the fifth on', () => {
    fail(4);
    expect(place({}, 'a')).toEqual(['n1']);
    fail(1);
    expect(place({}, 'b')).toEqual(['n2']);
  });

  it('count for five minutes', () => {
    fail(5);
    nowMs = 5 * minuteMs;
    expect(place({}, 'a')).toEqual(['n2']);
    nowMs += 1;
    expect(place({}, 'b')).toEqual(['n1']);
  });

  it('count against the version that failed alone', () => {
    fail(5, TaskState.running, { specVersion: 2 });
    expect(place({ specVersion: 1 }, 'a')).toEqual(['n1']);
    expect(place({ specVersion: 2 }, 'b')).toEqual(['n2']);
  });

  it('do not count of tasks that came with their node, even once confirmed', () => {
    for (let i = 0; i < 5; i++) {
      const pending = makeTask({ id: `g${i}`, nodeId: 'n1', state: TaskState.pending });
      scheduler.upsertTask(pending);
      scheduler.checkPreassigned(pending);
      scheduler.upsertTask(makeTask({ id: `g${i}`, nodeId: 'n1', state: TaskState.running }));
      scheduler.upsertTask(makeTask({ id: `g${i}`, nodeId: 'n1', state: TaskState.rejected }));
    }
    expect(place({}, 'a')).toEqual(['n1']);
  });

  it('are a preference: the node still takes what no other can', () => {
    fail(5);
    scheduler.removeNode('n2');
    expect(place({}, 'a')).toEqual(['n1']);
  });
});

describe('checkPreassigned', () => {
  const pending = makeTask({ id: 'g', nodeId: 'n1', spec: gpu, state: TaskState.pending });

  it('claims what the task needs on its node', () => {
    expect(scheduler.checkPreassigned(pending)).toEqual({ ok: true, generic: [{ kind: 'gpu', value: 1 }] });
    expect(place({ spec: gpu }, 'a')).toEqual(['-']);
    scheduler.undo('g');
    expect(place({ spec: gpu }, 'b')).toEqual(['n1']);
  });

  it('explains a refusal by its one node', () => {
    place({ spec: gpu }, 'a');
    expect(scheduler.checkPreassigned(pending)).toEqual({ ok: false, explanation: 'insufficient resources on 1 node' });
  });

  it('has no words for a node that is not there', () => {
    expect(scheduler.checkPreassigned(makeTask({ id: 'g', nodeId: 'n9' }))).toEqual({ ok: false, explanation: '' });
  });
});

describe('what is taken back', () => {
  it('by undo can be given to another task', () => {
    place({ spec: whole }, 'a');
    expect(scheduler.undo('a')).toBe(true);
    expect(scheduler.undo('a')).toBe(false);
    expect(place({ spec: whole }, 'b')).toEqual(['n1']);
  });

  it('by deleteTask as well; it answers whether there was anything', () => {
    place({ spec: whole }, 'a');
    expect(scheduler.deleteTask('a')).toBe(true);
    expect(scheduler.deleteTask('a')).toBe(false);
    expect(place({ spec: whole }, 'b')).toEqual(['n1']);
  });
});
