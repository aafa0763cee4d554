import { describe, expect, it } from 'vitest';
import { defaultRestartPolicy } from '../objects/defaults.ts';
import type { RestartPolicy, Service } from '../objects/service.ts';
import type { Task } from '../objects/task.ts';
import { TaskState } from '../objects/task-state.ts';
import { serviceSpec } from '../testing/service-spec.ts';
import { RestartHistory } from './restart-history.ts';

const service = { spec: serviceSpec('web') } as Service;

function task(policy: Partial<RestartPolicy>, state: TaskState, appliedAtMs = 0, specVersion = 1): Task {
  const { task: spec } = serviceSpec('web', { task: { restart: { ...defaultRestartPolicy, ...policy } } });
  return { serviceId: 's', slot: 1, nodeId: 'n', spec, specVersion, status: { state, appliedAtMs } } as Task;
}

const placed = (one: Task): Task => ({ ...one, nodeId: '' });

describe('RestartHistory', () => {
  it('goes by the condition', () => {
    const history = new RestartHistory();
    const allows = (condition: RestartPolicy['condition'], state: TaskState) =>
      history.allows(task({ condition }, state), service);
    expect(allows('none', TaskState.failed)).toBe(false);
    expect(allows('on-failure', TaskState.complete)).toBe(false);
    expect(allows('on-failure', TaskState.shutdown)).toBe(true);
    expect(allows('any', TaskState.complete)).toBe(true);
  });

  it('allows as many restarts as the policy says', () => {
    const history = new RestartHistory();
    const failed = task({ maxAttempts: 2 }, TaskState.failed);
    history.record(placed(failed), 0);
    expect(history.allows(failed, service)).toBe(true);
    history.record(placed(failed), 0);
    expect(history.allows(failed, service)).toBe(false);
  });

  it('begins anew with another version of the spec', () => {
    const history = new RestartHistory();
    history.record(placed(task({ maxAttempts: 1 }, TaskState.failed)), 0);
    expect(history.allows(task({ maxAttempts: 1 }, TaskState.failed, 0, 2), service)).toBe(true);
  });

  it('counts only restarts within the window before the failure', () => {
    const history = new RestartHistory();
    const policy = { maxAttempts: 1, windowMs: 1_000 };
    history.record(placed(task(policy, TaskState.failed)), 0);
    expect(history.allows(task(policy, TaskState.failed, 900), service)).toBe(false);
    expect(history.allows(task(policy, TaskState.failed, 1_000), service)).toBe(true);
  });
});
