import { describe, expect, it } from 'vitest';
import type { FaultAction, HealthcheckSpec, StopBehaviour } from './scenario.ts';
import { simulate } from './simulation.ts';
import { fault, imagesByName, scenario, servingImage } from './testing/scenario.ts';
import { serviceSpec } from './testing/task.ts';

const never = { kind: 'constant', value: 0 } as const;
const healthcheck: HealthcheckSpec = {
  ...{ intervalMs: 1_000, timeoutMs: 500, startPeriodMs: 0, retries: 2 },
  ...{ takesMs: { kind: 'constant', value: 50 }, passesFromMs: never, passesUntilMs: null },
};
const slot: FaultAction & { kind: 'pause' } = {
  ...{ kind: 'pause', target: { kind: 'slot', service: 'web', slot: 1 }, forMs: null },
};

/** How and when the first task of a slot ends that stands still from 20 s on, and what its successor comes to. */
function play(forMs: number, onStop: StopBehaviour) {
  const { tasks } = simulate(
    scenario({
      images: imagesByName(servingImage('web:1', { healthcheck, onStop })),
      services: [serviceSpec()],
      timeline: [fault(20_000, { ...slot, forMs })],
    }),
  );
  const ofSlot = tasks.filter((row) => row.slot === 1);
  const first = ofSlot[0]?.task;
  const end = ofSlot.find(({ task, state }) => task === first && (state === 'complete' || state === 'failed'));
  const last = ofSlot.at(-1);
  return {
    ...{ state: end?.state, error: end?.error, atS: Math.floor(end?.time_s ?? 0) },
    successor: last?.task === first ? null : last?.state,
  };
}

describe('a container that stands still', () => {
  const exit: StopBehaviour = { kind: 'exit', afterMs: never };

  it('for less than its retries is left alone', () => {
    expect(play(1_000, exit)).toMatchObject({ state: undefined, successor: null });
  });

  it.each([exit, { kind: 'drain', limitMs: 5_000 } as const])('ends when it goes on, told to stop: %o', (onStop) => {
    expect(play(8_000, onStop)).toEqual({ state: 'complete', error: '', atS: 28, successor: 'running' });
  });

  it('is killed after the grace period', () => {
    const error = 'task: non-zero exit (137): dockerexec: unhealthy container';
    // Unhealthy about 22 s from the start; 10 s of grace.
    expect(play(30_000, exit)).toEqual({ state: 'failed', error, atS: 32, successor: 'running' });
  });
});
