import { describe, expect, it } from 'vitest';
import { defaultPlacement } from './objects/defaults.ts';
import { TaskState } from './objects/task-state.ts';
import { swarmkit } from './profile.ts';
import { serviceSpec } from './testing/service-spec.ts';
import { TestSwarm } from './testing/test-swarm.ts';

const replicas = (count: number) => ({ mode: { kind: 'replicated', replicas: count } as const });
const huge = { reservations: { nanoCpus: 100e9, memoryBytes: 0, generic: [] } };
const errors = (test: TestSwarm) => test.swarm.control.listTasks().map(({ status }) => status.err);

describe('SchedulerLoop', () => {
  it('waits until nothing was committed for 50 ms', () => {
    const test = new TestSwarm(1, { profile: swarmkit });
    test.create(serviceSpec('a'));
    test.loop.call(40, () => test.create(serviceSpec('b')));
    test.loop.runUntil(89);
    expect(test.swarm.control.listTasks().every(({ nodeId }) => nodeId === '')).toBe(true);
    test.loop.runUntil(90);
    expect(test.swarm.control.listTasks().every(({ nodeId }) => nodeId === 'n1')).toBe(true);
  });

  it('does not wait longer than a second', () => {
    const test = new TestSwarm(1, { profile: swarmkit });
    test.create(serviceSpec('a'));
    for (let ms = 40; ms <= 1_400; ms += 40) test.loop.call(ms, () => test.create(serviceSpec(`s${ms}`)));
    test.loop.runUntil(1_039);
    expect(test.swarm.control.listTasks().some(({ nodeId }) => nodeId !== '')).toBe(false);
    test.loop.runUntil(1_040);
    expect(test.swarm.control.listTasks().some(({ nodeId }) => nodeId !== '')).toBe(true);
  });

  it('says why a task finds no node, and tries again when that may have changed', () => {
    const test = new TestSwarm(2, { profile: swarmkit });
    test.create(serviceSpec('web', { task: huge }));
    test.loop.runUntil(1_000);
    expect(errors(test)).toEqual(['no suitable node (insufficient resources on 2 nodes)']);
    test.setAvailability('n1', 'drain');
    test.loop.runUntil(2_000);
    expect(errors(test)).toEqual([
      'no suitable node (1 node not available for new tasks; insufficient resources on 1 node)',
    ]);
    test.swarm.changeResources('n2', { nanoCpus: 100e9, memoryBytes: 2 ** 33, generic: [] });
    test.loop.runUntil(3_000);
    expect(test.running('web')).toHaveLength(1);
  });

  it('says why a global task cannot run on its node, without a preface', () => {
    const test = new TestSwarm(1, { profile: swarmkit });
    test.setAvailability('n1', 'pause');
    test.loop.runUntil(100);
    test.create(serviceSpec('web', { mode: { kind: 'global' }, task: huge }));
    test.setAvailability('n1', 'active');
    test.loop.runUntil(1_000);
    expect(errors(test)).toContain('insufficient resources on 1 node');
  });

  it('gives up tasks of an old spec that are not wanted any more', () => {
    const test = new TestSwarm(1, { profile: swarmkit });
    test.create(serviceSpec('web', { ...replicas(1), task: huge }));
    test.loop.runUntil(1_000);
    test.update('web', (spec) => ({
      ...spec,
      task: {
        ...spec.task,
        placement: { ...defaultPlacement, maxReplicas: 1 },
        reservations: serviceSpec('x').task.reservations,
      },
    }));
    test.loop.runUntil(10_000);
    expect(test.running('web')).toHaveLength(1);
    const [old] = test.swarm.control.listTasks();
    expect(old?.status).toMatchObject({ state: TaskState.shutdown, message: 'pending task scheduling', err: '' });
  });
});
