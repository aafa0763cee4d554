import { describe, expect, it } from 'vitest';
import { defaultUpdateConfig } from '../../swarm/objects/defaults.ts';
import type { ServiceMode, ServiceSpec } from '../../swarm/objects/service.ts';
import { serviceSpec } from '../../swarm/testing/service-spec.ts';
import { TestSwarm } from '../../swarm/testing/test-swarm.ts';
import { waitOnService } from './wait-on-service.ts';

const times = {
  ...{ prepareMs: 30, startMs: 150, stopMs: 20 },
  exits: { bad: { afterMs: 1_000, code: 1 }, job: { afterMs: 2_000, code: 0 } },
};

/** Waits for web and answers the lines, each with how often it came in a row, and when it was over. */
function waitFor(test: TestSwarm): { lines: string[]; error: string; tookMs: number } {
  const { loop, swarm } = test;
  const lines: { text: string; times: number }[] = [];
  let ended: { error: unknown } | null = null;
  const startMs = loop.nowMs;
  waitOnService('web', {
    ask: (then) => then(null),
    control: swarm.control,
    loop,
    print: (text) => {
      const last = lines.at(-1);
      if (last?.text === text) last.times++;
      else lines.push({ text, times: 1 });
    },
    done: (error) => {
      ended = { error };
    },
  });
  test.runUntil(() => ended !== null);
  const { error } = ended as unknown as { error: unknown };
  return {
    lines: lines.map(({ text, times }) => (times === 1 ? text : `${text} ×${times}`)),
    error: error instanceof Error ? error.message : '',
    tookMs: loop.nowMs - startMs,
  };
}

function created(mode: ServiceMode, differences: Partial<ServiceSpec> = {}, image = 'good'): TestSwarm {
  const test = new TestSwarm(2, { times });
  const spec = serviceSpec('web', { mode, ...differences });
  test.create({ ...spec, task: { ...spec.task, container: { ...spec.task.container, image } } });
  return test;
}

function update(test: TestSwarm, image: string): void {
  test.update('web', (spec) => ({
    ...spec,
    task: { ...spec.task, container: { ...spec.task.container, image } },
  }));
}

const verified = [5, 4, 3, 2, 1].map(
  (seconds) => `verify: Waiting ${seconds} seconds to verify that tasks are stable... ×`,
);

describe('a client that waits', () => {
  it('counts tasks that run, then the seconds for which they have to', () => {
    const { lines, error, tookMs } = waitFor(created({ kind: 'replicated', replicas: 2 }));
    expect(error).toBe('');
    expect(lines.slice(0, 3)).toEqual(['overall progress: 0 out of 2 tasks', '1/2:  ', '2/2:  ']);
    const rest = lines.slice(3).map((line) => line.replace(/(×)\d+$/, '$1'));
    expect(rest).toEqual([
      'overall progress: 0 out of 2 tasks ×',
      'overall progress: 2 out of 2 tasks',
      ...verified,
      'verify: Service web converged',
    ]);
    expect(tookMs).toBeGreaterThan(5_000);
    expect(tookMs).toBeLessThan(6_000);
  });

  it('verifies for the monitor time of the service', () => {
    const monitored = { ...defaultUpdateConfig, monitorMs: 2_000 };
    const { lines } = waitFor(created({ kind: 'replicated', replicas: 1 }, { update: monitored }));
    expect(lines.filter((line) => line.startsWith('verify: Waiting'))).toHaveLength(2);
  });

  it('begins again when a task fails meanwhile', () => {
    const monitored = { ...defaultUpdateConfig, monitorMs: 2_000 };
    const test = created({ kind: 'replicated', replicas: 1 }, { update: monitored }, 'bad');
    test.loop.call(8_000, () => update(test, 'good'));
    const { lines } = waitFor(test);
    expect(lines).toContain('verify: Detected task failure');
    expect(lines.at(-1)).toBe('verify: Service web converged');
  });

  it('tells of a global service by its nodes', () => {
    const test = created({ kind: 'global' });
    const { lines } = waitFor(test);
    expect(lines[0]).toMatch(/^overall progress: 0 out of 2 tasks/);
    expect(lines).toContain('overall progress: 2 out of 2 tasks');
  });

  it('ends with a job, without a verification', () => {
    const { lines } = waitFor(created({ kind: 'replicated-job', maxConcurrent: 1, totalCompletions: 2 }, {}, 'job'));
    expect(lines.slice(0, 3)).toEqual(['active tasks: 0 out of 1 tasks', '1/2:  ', '2/2:  ']);
    expect(lines.slice(-2)).toEqual(['active tasks: 0 out of 0 tasks', 'job complete']);
  });

  it('ends with an error when the update pauses', () => {
    const test = created({ kind: 'replicated', replicas: 2 });
    test.loop.runUntil(2_000);
    update(test, 'bad');
    expect(waitFor(test).error).toMatch(/^service update paused: update paused due to failure or early termination/);
  });

  it('follows an update that is rolled back', () => {
    const rolled = { ...defaultUpdateConfig, failureAction: 'rollback' as const };
    const test = created({ kind: 'replicated', replicas: 2 }, { update: rolled });
    test.loop.runUntil(2_000);
    update(test, 'bad');
    const { lines, error } = waitFor(test);
    expect(error).toBe('');
    expect(lines.some((line) => line.startsWith('rollback: update rolled back due to failure'))).toBe(true);
    expect(lines).toContain('overall progress: rolling back update: 2 out of 2 tasks');
  });

  it('shows why a task cannot be placed', () => {
    const reservations = { nanoCpus: 64e9, memoryBytes: 0, generic: [] };
    const spec = serviceSpec('web', { task: { reservations } });
    const test = new TestSwarm(2, { times });
    test.create(spec);
    const lines: string[] = [];
    waitOnService('web', {
      ask: (then) => then(null),
      control: test.swarm.control,
      loop: test.loop,
      print: (line) => lines.push(line),
      done: () => {},
    });
    test.loop.runUntil(1_000);
    expect(lines).toContain('1/1: no suitable node (insufficient resources on 2 nodes)');
  });

  it('ends when the service is gone', () => {
    const test = created({ kind: 'replicated', replicas: 1 });
    test.loop.call(1_000, () => test.swarm.control.removeService(test.swarm.control.findService('web').id));
    expect(waitFor(test).error).toBe('service web not found');
  });
});
