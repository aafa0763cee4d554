import { describe, expect, it } from 'vitest';
import { defaultRestartPolicy } from '../objects/defaults.ts';
import { swarmkit } from '../profile.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';

const times = { prepareMs: 10, startMs: 10, stopMs: 10, exits: { 'bad:1': { afterMs: 100, code: 1 } } };

function tasksLeft(maxAttempts: number, taskHistoryLimit: number): number {
  const test = new TestSwarm(1, { profile: swarmkit, times });
  test.swarm.control.updateSettings({ ...test.swarm.control.settings, taskHistoryLimit });
  const restart = { ...defaultRestartPolicy, delayMs: 1_000, maxAttempts };
  test.create(withImage(serviceSpec('web', { task: { restart } }), 'bad:1'));
  test.loop.runUntil(20_000);
  return test.swarm.control.listTasks().length;
}

describe('TaskReaper', () => {
  it('keeps as many tasks of a slot as the history limit says, the live one included', () => {
    expect(tasksLeft(0, 5)).toBe(5);
    expect(tasksLeft(0, 2)).toBe(2);
  });

  it('keeps one more than the attempts where they are limited', () => {
    expect(tasksLeft(3, 2)).toBe(4);
  });

  it('keeps all with a negative limit', () => {
    expect(tasksLeft(0, -1)).toBeGreaterThan(10);
  });

  it('forgets removed tasks 250 ms after they have stopped, at the latest', () => {
    const test = new TestSwarm(1, { profile: swarmkit, times });
    test.create(serviceSpec('web', { mode: { kind: 'replicated', replicas: 4 } }));
    test.loop.runUntil(1_000);
    test.update('web', (spec) => ({ ...spec, mode: { kind: 'replicated', replicas: 1 } }));
    test.loop.runUntil(1_000 + times.stopMs + 250);
    expect(test.swarm.control.listTasks()).toHaveLength(1);
  });
});
