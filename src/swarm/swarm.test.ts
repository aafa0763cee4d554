import { describe, expect, it } from 'vitest';
import { defaultUpdateConfig } from './objects/defaults.ts';
import { TaskState } from './objects/task-state.ts';
import { docker2010 } from './profile.ts';
import { serviceSpec, withImage } from './testing/service-spec.ts';
import { TestSwarm } from './testing/test-swarm.ts';

const replicas = (count: number) => ({ mode: { kind: 'replicated', replicas: count } as const });

/** Times of a real engine 20.10: docs, "What a real Docker Swarm does", sections 1, 4 and 6. */
describe('a swarm in the profile docker-20.10', () => {
  it('brings a new task to running in 300 to 530 ms', () => {
    const test = new TestSwarm(3);
    test.create(serviceSpec('web', replicas(3)));
    const tookMs = test.runUntil(() => test.running('web').length === 3);
    expect(tookMs).toBeGreaterThan(300);
    expect(tookMs).toBeLessThan(530);
    expect(new Set(test.running('web').map(({ nodeId }) => nodeId)).size).toBe(3);
  });

  it('stops a task without networks 1.1 to 1.45 s after the decision', () => {
    const test = new TestSwarm(1);
    test.create(serviceSpec('web', replicas(1)));
    test.runUntil(() => test.running('web').length === 1);
    const task = test.running('web')[0];
    test.update('web', (spec) => ({ ...spec, ...replicas(0) }));
    const tookMs = test.runUntil(() => test.swarm.store.tasks.get(task?.id ?? '')?.status.state === TaskState.shutdown);
    expect(tookMs).toBeGreaterThan(1_100);
    expect(tookMs).toBeLessThan(1_450);
  });

  it('completes an update of 3 slots with a delay of 10 s after 46 s', () => {
    const test = new TestSwarm(3);
    const update = { ...defaultUpdateConfig, delayMs: 10_000 };
    test.create(serviceSpec('redis', { ...replicas(3), update }));
    test.runUntil(() => test.running('redis').length === 3);
    test.update('redis', (spec) => withImage(spec, 'redis:2'));
    const tookMs = test.runUntil(() => test.swarm.control.findService('redis').updateStatus?.state === 'completed');
    expect(tookMs).toBeGreaterThan(44_000);
    expect(tookMs).toBeLessThan(48_000);
  });

  it('moves the tasks of a drained node within 3 s', () => {
    const test = new TestSwarm(3);
    test.create(serviceSpec('web', replicas(3)));
    test.runUntil(() => test.running('web').length === 3);
    test.setAvailability('n1', 'drain');
    const moved = () => test.running('web').length === 3 && test.running('web').every(({ nodeId }) => nodeId !== 'n1');
    expect(test.runUntil(moved)).toBeLessThan(3_000);
  });

  it('finds a crashed node down 9 to 16.6 s later, and replaces its tasks about 5.3 s after that', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const test = new TestSwarm(3, { seed });
      test.create(serviceSpec('web', replicas(3)));
      test.loop.runUntil(60_000);
      test.swarm.crash('n2');
      const downMs = test.runUntil(() => test.swarm.control.getNode('n2').status.state === 'down');
      expect(downMs).toBeGreaterThan(9_000);
      expect(downMs).toBeLessThan(16_600);
      const replacedMs = test.runUntil(
        () => test.running('web').length === 3 && test.running('web').every(({ nodeId }) => nodeId !== 'n2'),
      );
      expect(replacedMs).toBeGreaterThan(5_100);
      expect(replacedMs).toBeLessThan(5_600);
    }
  });

  it('keeps the task of a crashed node running in its books until the node is back', () => {
    const test = new TestSwarm(2);
    const { id } = test.create(serviceSpec('web', replicas(2)));
    test.loop.runUntil(10_000);
    test.swarm.crash('n2');
    test.loop.runUntil(60_000);
    const old = test.swarm.control.listTasks({ serviceIds: [id], nodeIds: ['n2'] });
    expect(old.map(({ status, desiredState }) => [status.state, desiredState])).toEqual([
      [TaskState.running, TaskState.shutdown],
    ]);
    test.swarm.restore('n2');
    test.runUntil(() => test.swarm.control.getTask(old[0]?.id ?? '').status.state > TaskState.running, 200);
    expect(test.swarm.control.getTask(old[0]?.id ?? '').status.err).toBe('task: non-zero exit (255)');
    expect(test.swarm.control.getNode('n2').status.state).toBe('ready');
  });

  it('finds a node ready that is back before it was written down as down', () => {
    const test = new TestSwarm(2, {
      profile: { ...docker2010, timings: { ...docker2010.timings, statusBatchMs: 1e6 } },
    });
    test.loop.runUntil(10_000);
    test.swarm.markDown('n2');
    test.swarm.reconnect('n2');
    test.loop.runUntil(2e6);
    expect(test.swarm.control.getNode('n2').status.state).toBe('ready');
  });

  it('restarts on the same node what died in a crash too short to be noticed', () => {
    const test = new TestSwarm(2);
    test.create(
      serviceSpec('web', {
        ...replicas(2),
        task: { placement: { constraints: ['node.id==n2'], preferences: [], maxReplicas: 0, platforms: [] } },
      }),
    );
    test.loop.runUntil(10_000);
    test.swarm.crash('n2');
    test.loop.runUntil(13_000);
    test.swarm.restore('n2');
    test.runUntil(() => test.running('web').length === 0);
    const tookMs = test.runUntil(() => test.running('web').length === 2);
    expect(tookMs).toBeGreaterThan(5_000);
    expect(tookMs).toBeLessThan(5_600);
  });

  it('does the same under the same seed', () => {
    const history = (seed: number) => {
      const test = new TestSwarm(3, { seed });
      const seen: string[] = [];
      test.swarm.watch((change, nowMs) => {
        if (change.kind === 'task')
          seen.push(`${nowMs} ${change.after?.id} ${change.after?.nodeId} ${change.after?.status.state}`);
      });
      test.create(serviceSpec('web', replicas(5)));
      test.loop.runUntil(5_000);
      test.update('web', (spec) => withImage(spec, 'nginx:2'));
      test.loop.runUntil(60_000);
      return seen;
    };
    expect(history(7)).toEqual(history(7));
    expect(history(7)).not.toEqual(history(8));
  });
});
