import { describe, expect, it } from 'vitest';
import { defaultPlacement, defaultUpdateConfig } from '../objects/defaults.ts';
import type { ServiceSpec, UpdateConfig } from '../objects/service.ts';
import { TaskState } from '../objects/task-state.ts';
import type { PlacementStrategy } from '../scheduler/strategy.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { readyWorker, TestSwarm, type TestSwarmOptions, testMachine } from '../testing/test-swarm.ts';

function replicas(count: number, update: Partial<UpdateConfig> = {}): Partial<ServiceSpec> {
  return { mode: { kind: 'replicated', replicas: count }, update: { ...defaultUpdateConfig, ...update } };
}

/** Three nodes of which `n3` was away while the tasks came, and is active again. */
function afterReturn(spec: ServiceSpec, options: TestSwarmOptions = {}): TestSwarm {
  const test = new TestSwarm(3, { rebalance: 'on-join', ...options });
  test.setAvailability('n3', 'drain');
  test.create(spec);
  test.loop.runUntil(20_000);
  test.setAvailability('n3', 'active');
  return test;
}

function perNode(test: TestSwarm, name = 'web'): number[] {
  return ['n1', 'n2', 'n3'].map((id) => test.running(name).filter(({ nodeId }) => nodeId === id).length);
}

function tasksMade(test: TestSwarm, name = 'web'): number {
  const { id } = test.swarm.control.findService(name);
  return test.swarm.control.listTasks({ serviceIds: [id] }).length;
}

/** Fewest processes of web at any instant of the next two minutes. */
function fewest(test: TestSwarm): number {
  let seen = Number.POSITIVE_INFINITY;
  const untilMs = test.loop.nowMs + 120_000;
  const { id } = test.swarm.control.findService('web');
  while (test.loop.nextTimeMs <= untilMs) {
    test.loop.step();
    const running = test.swarm.store.tasks.ofService(id).filter(({ status }) => status.state === TaskState.running);
    seen = Math.min(seen, running.length);
  }
  return seen;
}

describe('the rebalancer', () => {
  it('does nothing unless it is asked to', () => {
    const test = afterReturn(serviceSpec('web', replicas(6)), { rebalance: 'off' });
    test.loop.runUntil(200_000);
    expect(perNode(test)).toEqual([3, 3, 0]);
  });

  it('spreads a service again when a node is made active, with as few moves as it takes', () => {
    const test = afterReturn(serviceSpec('web', replicas(6)));
    test.loop.runUntil(200_000);
    expect(perNode(test)).toEqual([2, 2, 2]);
    expect(tasksMade(test)).toBe(8);
  });

  it('does so when a node joins', () => {
    const test = new TestSwarm(1, { rebalance: 'on-join' });
    test.create(serviceSpec('web', replicas(4)));
    test.loop.runUntil(20_000);
    test.swarm.addMachine(testMachine('n2'), { ...readyWorker, id: 'n2' });
    test.loop.runUntil(100_000);
    expect(perNode(test)).toEqual([2, 2, 0]);
  });

  it('does so when a node is back from a crash', () => {
    const test = new TestSwarm(2, { rebalance: 'on-join' });
    test.create(serviceSpec('web', replicas(4)));
    test.loop.runUntil(20_000);
    test.swarm.crash('n2');
    test.loop.runUntil(120_000);
    expect(perNode(test)).toEqual([4, 0, 0]);
    test.swarm.restore('n2');
    test.loop.runUntil(240_000);
    expect(perNode(test)).toEqual([2, 2, 0]);
  });

  it('takes one task at a time, and not below what an update would', () => {
    expect(fewest(afterReturn(serviceSpec('web', replicas(6))))).toBe(5);
    expect(fewest(afterReturn(serviceSpec('web', replicas(6, { order: 'start-first' }))))).toBe(6);
  });

  it('keeps the delay of the update config between two moves', () => {
    const test = afterReturn(serviceSpec('web', replicas(9, { delayMs: 30_000 })));
    test.runUntil(() => perNode(test)[2] === 1);
    expect(test.runUntil(() => perNode(test)[2] === 2)).toBeGreaterThan(30_000);
  });

  it('moves nothing where the constraints keep the service away', () => {
    const task = { placement: { ...defaultPlacement, constraints: ['node.id!=n3'] } };
    const test = afterReturn(serviceSpec('web', { ...replicas(6), task }));
    test.loop.runUntil(200_000);
    expect(tasksMade(test)).toBe(6);
  });

  it('moves as much as there is room for', () => {
    // A node of 4 CPUs; the other service takes 3 of n3's.
    const cpu = { reservations: { nanoCpus: 1e9, memoryBytes: 0, generic: [] } };
    const test = new TestSwarm(3, { rebalance: 'on-join' });
    const onN3 = { ...cpu, placement: { ...defaultPlacement, constraints: ['node.id==n3'] } };
    test.create(serviceSpec('db', { ...replicas(3), task: onN3 }));
    test.loop.runUntil(10_000);
    test.setAvailability('n3', 'pause');
    test.create(serviceSpec('web', { ...replicas(6), task: cpu }));
    test.loop.runUntil(20_000);
    test.setAvailability('n3', 'active');
    test.loop.runUntil(200_000);
    expect(perNode(test).toSorted((a, b) => a - b)).toEqual([1, 2, 3]);
    expect(perNode(test)[2]).toBe(1);
  });

  it('moves nothing that the strategy would put back', () => {
    const fullest: PlacementStrategy = {
      name: 'fullest',
      place(group) {
        group.nodes.visit((node) => {
          if (node.node.id === 'n1' && group.fits(node)) while (group.remaining > 0) group.assign(node);
          return false;
        });
      },
    };
    const test = afterReturn(serviceSpec('web', replicas(6)), { strategy: fullest });
    test.loop.runUntil(200_000);
    expect([perNode(test), tasksMade(test)]).toEqual([[6, 0, 0], 6]);
  });

  it('leaves an update its way, and goes on after it', () => {
    const test = afterReturn(serviceSpec('web', replicas(6, { delayMs: 2_000 })));
    test.runUntil(() => perNode(test)[2] === 1);
    test.update('web', (spec) => withImage(spec, 'nginx:2'));
    test.runUntil(() => test.swarm.control.findService('web').updateStatus?.state === 'completed');
    test.loop.runUntil(test.loop.nowMs + 100_000);
    expect(perNode(test)).toEqual([2, 2, 2]);
    expect(test.running('web').every(({ spec }) => spec.container.image === 'nginx:2')).toBe(true);
  });

  it.each(['stop-first', 'start-first'] as const)(
    'ends with one task a slot when the node dies again (%s)',
    (order) => {
      const test = afterReturn(serviceSpec('web', replicas(6, { order })), {
        times: { prepareMs: 30, startMs: 20_000, stopMs: 20 },
      });
      test.loop.runUntil(25_000);
      test.swarm.crash('n3');
      test.loop.runUntil(400_000);
      expect(perNode(test)).toEqual([3, 3, 0]);
      const { id } = test.swarm.control.findService('web');
      const wanted = test.swarm.store.tasks
        .ofService(id)
        .filter(({ desiredState }) => desiredState <= TaskState.running);
      expect(wanted).toHaveLength(6);
    },
  );
});
