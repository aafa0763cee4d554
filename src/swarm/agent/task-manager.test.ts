import { describe, expect, it } from 'vitest';
import { TaskState, taskStateName } from '../objects/task-state.ts';
import type { Backends } from '../ports.ts';
import { swarmkit } from '../profile.ts';
import type { ContainerTimes } from '../testing/fixed-containers.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { noTraffic, TestSwarm } from '../testing/test-swarm.ts';

const times = {
  prepareMs: 100,
  startMs: 200,
  stopMs: 300,
  exits: { 'ok:1': { afterMs: 50, code: 0 }, 'bad:1': { afterMs: 50, code: 3 } },
};
const replicas = (count: number) => ({ mode: { kind: 'replicated', replicas: count } as const });
const port = { protocol: 'tcp', targetPort: 80, publishedPort: 80, publishMode: 'ingress' } as const;

/** States of all tasks as they are stored, with the times. */
function statesOf(test: TestSwarm): string[] {
  const states: string[] = [];
  test.swarm.watch((change, nowMs) => {
    if (change.kind !== 'task' || change.after === null || change.before?.status.state === change.after.status.state)
      return;
    states.push(`${taskStateName(change.after.status.state)} ${nowMs}`);
  });
  return states;
}

/** One whose tasks wait as on a real network; `calls` has what the traffic is told, with its times. */
function networked(containerTimes: ContainerTimes) {
  const calls: string[] = [];
  const note = (what: string) => () => {
    calls.push(`${what} ${Math.round(test.loop.nowMs)}`);
  };
  const backends: Backends = {
    ...noTraffic,
    activate: note('activate'),
    deactivate: note('deactivate'),
    remove: note('remove'),
  };
  const timings = { ...swarmkit.timings, stopRetryMs: 1_000, gossipConvergeMs: 2_000 };
  const profile = { ...swarmkit, timings };
  const test: TestSwarm = new TestSwarm(1, { profile, times: containerTimes, backends });
  return { test, calls };
}

describe('a task on its node', () => {
  it('goes along its states', () => {
    const test = new TestSwarm(1, { profile: swarmkit, times });
    const states = statesOf(test);
    test.create(serviceSpec('web'));
    test.loop.runUntil(1_000);
    expect(states).toEqual([
      'new 0',
      'pending 0',
      'assigned 50',
      'accepted 50',
      'preparing 50',
      'ready 150',
      'starting 150',
      'running 350',
    ]);
  });

  it.each([
    ['ok:1', 'complete', ''],
    ['bad:1', 'failed', 'task: non-zero exit (3)'],
  ])('of %s ends as %s', (image, state, err) => {
    const test = new TestSwarm(1, { profile: swarmkit, times });
    test.create(
      withImage(
        serviceSpec('web', { task: { restart: { condition: 'none', delayMs: 0, maxAttempts: 0, windowMs: 0 } } }),
        image,
      ),
    );
    test.loop.runUntil(1_000);
    const [task] = test.swarm.control.listTasks();
    expect(task?.status).toMatchObject({ state: TaskState[state as 'complete' | 'failed'], err });
  });

  it('takes no traffic from two seconds before its stop signal on, if it is on a network', () => {
    const { test, calls } = networked(times);
    test.create(serviceSpec('web', { ...replicas(1), endpoint: { mode: 'vip', ports: [port] } }));
    test.loop.runUntil(1_000);
    test.update('web', (spec) => ({ ...spec, ...replicas(0) }));
    test.loop.runUntil(10_000);
    expect(calls).toEqual(['activate 350', 'deactivate 2000', 'remove 4300']);
  });

  it('that has not started stops at once', () => {
    const test = new TestSwarm(1, { profile: swarmkit, times });
    const states = statesOf(test);
    test.create(serviceSpec('web'));
    test.loop.runUntil(100);
    test.update('web', (spec) => ({ ...spec, ...replicas(0) }));
    test.loop.runUntil(120);
    expect(states.at(-1)).toBe('shutdown 100');
  });

  describe('with a health check', () => {
    const checked = { ...times, checked: true };
    const restart = { condition: 'on-failure', delayMs: 0, maxAttempts: 0, windowMs: 0 } as const;
    const web = serviceSpec('web', { task: { restart } });

    it('runs only when it is healthy', () => {
      const test = new TestSwarm(1, { profile: swarmkit, times: checked });
      const states = statesOf(test);
      test.create(web);
      test.loop.runUntil(1_000);
      expect(states.at(-1)).toBe('starting 150');
      test.containers.tellHealth('healthy');
      test.loop.runUntil(1_001);
      expect(states.at(-1)).toBe('running 1000');
    });

    it.each([
      [0, TaskState.complete, ''],
      [137, TaskState.failed, 'task: non-zero exit (137): dockerexec: unhealthy container'],
    ])('that is unhealthy is stopped at once, and exit code %i decides', (stopCode, state, err) => {
      const test = new TestSwarm(1, { profile: swarmkit, times: { ...checked, stopCode } });
      test.create(web);
      test.loop.runUntil(1_000);
      test.containers.tellHealth('unhealthy');
      test.loop.runUntil(1_000 + times.stopMs);
      expect(test.swarm.control.listTasks()[0]?.status).toMatchObject({ state, err });
    });

    it('takes traffic from its first success on, and none from its end on', () => {
      const { test, calls } = networked(checked);
      test.create({ ...web, endpoint: { mode: 'vip', ports: [port] } });
      test.loop.runUntil(1_000);
      test.containers.tellHealth('healthy');
      test.loop.runUntil(5_000);
      test.containers.tellHealth('unhealthy');
      test.loop.runUntil(7_400);
      expect(calls).toEqual(['activate 1000', 'deactivate 5000', 'remove 7300']);
    });
  });

  it('that had not started when its machine died is prepared once more', () => {
    const test = new TestSwarm(1, { profile: swarmkit, times });
    test.create(serviceSpec('web'));
    test.loop.runUntil(100);
    test.swarm.crash('n1');
    test.loop.runUntil(1_000);
    test.swarm.restore('n1');
    test.loop.runUntil(1_000 + times.prepareMs + times.startMs);
    const tasks = test.swarm.control.listTasks();
    expect(tasks.map(({ status }) => status.state)).toEqual([TaskState.running]);
  });
});
