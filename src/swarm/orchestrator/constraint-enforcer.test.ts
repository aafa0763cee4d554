import { describe, expect, it } from 'vitest';
import { defaultPlacement } from '../objects/defaults.ts';
import { TaskState } from '../objects/task-state.ts';
import { docker2010, type Profile, swarmkit } from '../profile.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';

const reservations = { nanoCpus: 1e9, memoryBytes: 0, generic: [] };

function swarmWith(task: Parameters<typeof serviceSpec>[1], profile: Profile = swarmkit): TestSwarm {
  const test = new TestSwarm(1, { profile });
  test.create(serviceSpec('web', { mode: { kind: 'replicated', replicas: 3 }, ...task }));
  test.loop.runUntil(5_000);
  expect(test.running('web')).toHaveLength(3);
  return test;
}

function rejected(test: TestSwarm): number {
  test.loop.runUntil(test.loop.nowMs + 100);
  return test.swarm.control.listTasks().filter(({ status }) => status.state === TaskState.rejected).length;
}

describe('ConstraintEnforcer', () => {
  it('rejects tasks whose node has lost the label that they need', () => {
    const test = swarmWith({ task: { placement: { ...defaultPlacement, constraints: ['node.labels.a!=b'] } } });
    const { id, version, spec } = test.swarm.control.getNode('n1');
    test.swarm.control.updateNode(id, version, { ...spec, labels: { a: 'b' } });
    expect(rejected(test)).toBe(3);
    const [task] = test.swarm.control.listTasks().filter(({ status }) => status.state === TaskState.rejected);
    expect(task?.status).toMatchObject({
      message: 'task rejected by constraint enforcer',
      err: 'assigned node no longer meets constraints',
    });
  });

  it('rejects as many tasks as a shrunken node cannot hold', () => {
    const test = swarmWith({ task: { reservations } });
    test.swarm.changeResources('n1', { nanoCpus: 2e9, memoryBytes: 2 ** 33, generic: [] });
    expect(rejected(test)).toBe(1);
  });

  it('leaves a paused node alone', () => {
    const test = swarmWith({ task: { reservations } });
    test.setAvailability('n1', 'pause');
    test.swarm.changeResources('n1', { nanoCpus: 0, memoryBytes: 0, generic: [] });
    expect(rejected(test)).toBe(0);
  });

  it.each([
    [swarmkit, 0],
    [docker2010, 1],
  ])('in $name: tasks with generic resources that are there', (profile, count) => {
    const generic = [{ kind: 'gpu', value: 3 }];
    const test = new TestSwarm(1, { profile });
    test.swarm.changeResources('n1', { nanoCpus: 4e9, memoryBytes: 2 ** 33, generic });
    test.create(
      serviceSpec('web', { task: { reservations: { ...reservations, generic: [{ kind: 'gpu', value: 1 }] } } }),
    );
    test.loop.runUntil(5_000);
    test.swarm.changeResources('n1', { nanoCpus: 5e9, memoryBytes: 2 ** 33, generic });
    expect(rejected(test)).toBe(count);
  });
});
