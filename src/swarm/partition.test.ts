import { describe, expect, it } from 'vitest';
import { serviceSpec } from './testing/service-spec.ts';
import { TestSwarm } from './testing/test-swarm.ts';

function settled(seed: number): TestSwarm {
  const test = new TestSwarm(3, { seed });
  test.create(serviceSpec('web', { mode: { kind: 'replicated', replicas: 3 } }));
  test.loop.runUntil(30_000);
  return test;
}

function cutFor(test: TestSwarm, outageMs: number): void {
  const heal = test.swarm.cut(['n2']);
  test.loop.runUntil(test.loop.nowMs + outageMs);
  heal();
}

const runningOn = (test: TestSwarm, nodeId: string) =>
  test.swarm.containersOn(nodeId).filter(({ startedMs, endedMs }) => startedMs !== null && endedMs === null).length;
const tasksOf = (test: TestSwarm) => test.running('web').map(({ id, nodeId }) => [id, nodeId]);

/** Each seed draws when the next heartbeat was due. */
describe('a node that is cut off', () => {
  it('for less than the grace of its heartbeats stays ready, then and later, and keeps its task', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const test = settled(seed);
      const before = tasksOf(test);
      for (const outageMs of [500, 6_000]) {
        cutFor(test, outageMs);
        expect(test.swarm.control.getNode('n2').status.state).toBe('ready');
        test.loop.runUntil(test.loop.nowMs + 60_000);
        expect(test.swarm.control.getNode('n2').status.state).toBe('ready');
        expect(tasksOf(test)).toEqual(before);
      }
    }
  });

  it('for longer is ready again within 8.5 s, and ends the task that was replaced', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const test = settled(seed);
      cutFor(test, 40_000);
      expect(test.swarm.control.getNode('n2').status.state).toBe('down');
      expect(test.running('web').every(({ nodeId }) => nodeId !== 'n2')).toBe(true);
      expect(runningOn(test, 'n2')).toBe(1);
      const backMs = test.runUntil(() => test.swarm.control.getNode('n2').status.state === 'ready');
      expect(backMs).toBeLessThan(8_500);
      test.loop.runUntil(test.loop.nowMs + 10_000);
      expect(runningOn(test, 'n2')).toBe(0);
      expect(test.running('web').length).toBe(3);
    }
  });
});
