import { describe, expect, it } from 'vitest';
import { TaskState } from '../objects/task-state.ts';
import { docker2010 } from '../profile.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';

const times = { prepareMs: 30, startMs: 150, stopMs: 20 };
const web = serviceSpec('web', { mode: { kind: 'replicated', replicas: 2 } });

/** Two nodes with a task each, which runs; the answer is what became of the first node's. */
function swarmWithTwo() {
  const test = new TestSwarm(2, { profile: docker2010, times });
  test.create(web);
  test.loop.runUntil(2_000);
  const taskOf = (nodeId: string) => test.swarm.control.listTasks().find((task) => task.nodeId === nodeId)!;
  const first = taskOf('n1').id;
  const status = () => test.swarm.control.listTasks().find(({ id }) => id === first)!.status;
  return { test, status, states: () => test.swarm.control.listNodes().map((node) => node.status.state) };
}

describe('an engine that is killed', () => {
  it('leaves its containers running, and is found down', () => {
    const { test, status, states } = swarmWithTwo();
    test.swarm.stopEngine('n1', 'killed');
    test.loop.runUntil(20_000);
    expect(states()).toEqual(['down', 'ready']);
    expect(status().state).toBe(TaskState.running);
  });

  it('ends them when it is back, and tells how they ended before it hears what is wanted', () => {
    const { test, status, states } = swarmWithTwo();
    test.swarm.stopEngine('n1', 'killed');
    test.loop.runUntil(40_000);
    test.swarm.engineStarted('n1');
    test.loop.runUntil(41_000);
    expect(states()).toEqual(['ready', 'ready']);
    expect(status()).toMatchObject({ state: TaskState.complete, timestampMs: 40_000 + times.stopMs });
  });

  it('is never found down if it is back in time, and its tasks are replaced', () => {
    const { test, status, states } = swarmWithTwo();
    test.swarm.stopEngine('n1', 'killed');
    test.loop.runUntil(5_000);
    test.swarm.engineStarted('n1');
    test.loop.runUntil(5_500);
    expect(states()).toEqual(['ready', 'ready']);
    expect(status().state).toBe(TaskState.complete);
    test.loop.runUntil(12_000);
    expect(test.running('web')).toHaveLength(2);
  });
});

describe('an engine that is told to stop', () => {
  it('ends its containers at once, and hears what is wanted before it tells of them', () => {
    const { test, status, states } = swarmWithTwo();
    test.swarm.stopEngine('n1', 'stopped');
    test.loop.runUntil(40_000);
    expect(status().state).toBe(TaskState.running);
    test.swarm.engineStarted('n1');
    test.loop.runUntil(41_000);
    expect(states()).toEqual(['ready', 'ready']);
    expect(status().state).toBe(TaskState.shutdown);
  });
});

describe('nodes that are cut off', () => {
  it('go on, are found down, and stop what is not wanted any more when they are back', () => {
    const { test, status, states } = swarmWithTwo();
    const heal = test.swarm.cut(['n1']);
    test.loop.runUntil(40_000);
    expect([states(), status().state]).toEqual([['down', 'ready'], TaskState.running]);
    expect(test.running('web')).toHaveLength(2);
    heal();
    test.loop.runUntil(55_000);
    expect([states(), status().state]).toEqual([['ready', 'ready'], TaskState.shutdown]);
  });
});
