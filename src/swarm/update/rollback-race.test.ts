import { describe, expect, it } from 'vitest';
import { defaultUpdateConfig } from '../objects/defaults.ts';
import { swarmkit } from '../profile.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { TestSwarm, type TestSwarmOptions } from '../testing/test-swarm.ts';

const times = {
  ...{ prepareMs: 30, startMs: 150, stopMs: 20 },
  exits: { bad: { afterMs: 1_000, code: 1 } },
};

/** Whether the task that failed was first replaced by one of the bad image. */
function replacedFirst(options: TestSwarmOptions): boolean {
  const test = new TestSwarm(2, { times, ...options });
  test.create(serviceSpec('web', { update: { ...defaultUpdateConfig, failureAction: 'rollback' } }));
  test.loop.runUntil(2_000);
  test.update('web', (spec) => ({
    ...spec,
    task: { ...spec.task, container: { ...spec.task.container, image: 'bad' } },
  }));
  test.loop.runUntil(20_000);
  const bad = test.swarm.control.listTasks().filter(({ spec }) => spec.container.image === 'bad');
  expect(test.swarm.control.findService('web').updateStatus?.state).toBe('rollback_completed');
  return bad.length > 1;
}

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe('a rollback', () => {
  it('may come before the failed task is replaced, or after', () => {
    const outcomes = seeds.map((seed) => replacedFirst({ seed }));
    expect(new Set(outcomes)).toEqual(new Set([true, false]));
  });

  it('comes after, where commits take no time', () => {
    expect(seeds.map((seed) => replacedFirst({ seed, profile: swarmkit }))).not.toContain(false);
  });
});
