import { describe, expect, it } from 'vitest';
import type { ServiceMode, ServiceSpec } from '../../objects/service.ts';
import type { Task } from '../../objects/task.ts';
import { TaskState } from '../../objects/task-state.ts';
import { serviceSpec } from '../../testing/service-spec.ts';
import { TestSwarm } from '../../testing/test-swarm.ts';

const times = {
  ...{ prepareMs: 30, startMs: 150, stopMs: 20 },
  exits: { good: { afterMs: 2_000, code: 0 }, bad: { afterMs: 2_000, code: 1 } },
};

function jobSpec(mode: ServiceMode, image: string): ServiceSpec {
  const spec = serviceSpec('batch', { mode });
  return { ...spec, task: { ...spec.task, container: { ...spec.task.container, image } } };
}

function swarmWith(nodes: number, mode: ServiceMode, image = 'good'): TestSwarm {
  const test = new TestSwarm(nodes, { times });
  test.create(jobSpec(mode, image));
  return test;
}

const replicated = (maxConcurrent: number, totalCompletions: number): ServiceMode => {
  return { kind: 'replicated-job', maxConcurrent, totalCompletions };
};

function tasks(test: TestSwarm): Task[] {
  return test.swarm.control.listTasks();
}

function inState(test: TestSwarm, state: TaskState): Task[] {
  return tasks(test).filter(({ status }) => status.state === state);
}

describe('a replicated job', () => {
  it('runs so many tasks at once until enough are complete, in slots from 0 on', () => {
    const test = swarmWith(2, replicated(2, 5));
    test.loop.runUntil(1_000);
    expect(inState(test, TaskState.running)).toHaveLength(2);
    test.loop.runUntil(30_000);
    expect(tasks(test).map(({ slot, status }) => [slot, status.state])).toEqual(
      [0, 1, 2, 3, 4].map((slot) => [slot, TaskState.complete]),
    );
  });

  it('tries a task that fails again in its slot, as often as its policy says', () => {
    const test = new TestSwarm(1, { times });
    const spec = jobSpec(replicated(1, 1), 'bad');
    const restart = { condition: 'any', delayMs: 1_000, maxAttempts: 2, windowMs: 0 } as const;
    test.create({ ...spec, task: { ...spec.task, restart } });
    test.loop.runUntil(60_000);
    expect(inState(test, TaskState.failed)).toHaveLength(3);
    expect(tasks(test)).toHaveLength(3);
  });

  it('starts anew with an update, and removes what still runs', () => {
    const test = swarmWith(1, replicated(3, 3));
    test.loop.runUntil(1_000);
    const first = tasks(test).map(({ id }) => id);
    test.update('batch', (spec) => ({ ...spec, task: { ...spec.task, forceUpdate: 1 } }));
    test.loop.runUntil(30_000);
    expect(tasks(test).filter(({ id }) => first.includes(id))).toEqual([]);
    expect(inState(test, TaskState.complete).map(({ jobIteration }) => jobIteration)).toEqual([1, 1, 1]);
  });

  it('leaves its tasks on a node that is drained', () => {
    const test = swarmWith(1, replicated(2, 2));
    test.loop.runUntil(1_000);
    test.setAvailability('n1', 'drain');
    test.loop.runUntil(30_000);
    expect(inState(test, TaskState.complete)).toHaveLength(2);
  });

  it('takes its tasks along when it is removed', () => {
    const test = swarmWith(1, replicated(2, 2));
    test.loop.runUntil(1_000);
    test.swarm.control.removeService(test.swarm.control.findService('batch').id);
    test.loop.runUntil(30_000);
    expect(tasks(test)).toEqual([]);
  });
});

describe('a global job', () => {
  it('has one task on each node that is ready, active and allowed', () => {
    const test = new TestSwarm(4, { times });
    test.setAvailability('n2', 'pause');
    test.setAvailability('n3', 'drain');
    const spec = jobSpec({ kind: 'global-job' }, 'good');
    const placement = { ...spec.task.placement, constraints: ['node.hostname!=n4'] };
    test.create({ ...spec, task: { ...spec.task, placement } });
    test.loop.runUntil(30_000);
    expect(tasks(test).map(({ nodeId, slot, status }) => [nodeId, slot, status.state])).toEqual([
      ['n1', 0, TaskState.complete],
    ]);
  });

  it('comes to a node that was away when something else of it happens', () => {
    const test = new TestSwarm(2, { times });
    test.setAvailability('n2', 'pause');
    test.create(jobSpec({ kind: 'global-job' }, 'good'));
    test.loop.runUntil(1_000);
    test.setAvailability('n2', 'active');
    test.loop.runUntil(1_500);
    expect(tasks(test)).toHaveLength(1);
    test.loop.runUntil(30_000);
    expect(inState(test, TaskState.complete).map(({ nodeId }) => nodeId)).toEqual(['n1', 'n2']);
  });
});

describe('service status of a job', () => {
  it('tells what runs of how many, and what is complete', () => {
    const test = swarmWith(2, { kind: 'global-job' });
    const { id } = test.swarm.control.findService('batch');
    test.loop.runUntil(1_000);
    expect(test.swarm.control.serviceStatus(id)).toMatchObject({ running: 2, desired: 2, completed: 0 });
    test.loop.runUntil(30_000);
    expect(test.swarm.control.serviceStatus(id)).toMatchObject({ running: 0, desired: 0, completed: 2 });
  });
});
