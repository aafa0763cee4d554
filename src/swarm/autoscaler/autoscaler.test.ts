import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultUpdateConfig } from '../objects/defaults.ts';
import { TaskState } from '../objects/task-state.ts';
import { serviceSpec, withImage } from '../testing/service-spec.ts';
import { TestSwarm } from '../testing/test-swarm.ts';
import type { AutoscaleSpec } from './autoscale-spec.ts';
import { Autoscaler } from './autoscaler.ts';

interface Change {
  readonly atMs: number;
  readonly from: number;
  readonly to: number;
}

/** A service `web` that has `perMs(t)` requests per ms as long as a task runs, and its autoscaler. */
class Scaled extends TestSwarm {
  readonly changes: Change[] = [];
  #containerMs = 0;
  #requests = 0;
  #running = 0;
  #sinceMs = 0;

  constructor(more: Partial<AutoscaleSpec>, replicas: number, perMs: (nowMs: number) => number) {
    super(3);
    const update = { ...defaultUpdateConfig, delayMs: 20_000 };
    const { id } = this.create(serviceSpec('web', { mode: { kind: 'replicated', replicas }, update }));
    const account = () => {
      const passedMs = this.loop.nowMs - this.#sinceMs;
      this.#containerMs += passedMs * this.#running;
      if (this.#running > 0) this.#requests += passedMs * perMs(this.#sinceMs);
      this.#sinceMs = this.loop.nowMs;
    };
    this.swarm.watch(() => {
      account();
      const isRunning = ({ status }: { status: { state: number } }) => status.state === TaskState.running;
      this.#running = this.swarm.store.tasks.ofService(id).filter(isRunning).length;
    });
    const of = () => {
      account();
      return { containerMs: this.#containerMs, cpuMs: 0, requests: this.#requests, heldMs: 0 };
    };
    const spec: AutoscaleSpec = {
      service: 'web',
      metric: 'requests',
      target: 0.1,
      min: 1,
      max: 20,
      everyMs: 15_000,
      upCooldownMs: 0,
      downCooldownMs: 300_000,
      tolerance: 0.1,
      ...more,
    };
    const { loop } = this;
    const decided = ({ from, to }: { from: number; to: number }) =>
      void this.changes.push({ atMs: loop.nowMs, from, to });
    new Autoscaler({ loop, control: this.swarm.control, load: { of }, decided }, spec);
  }

  get replicas(): number {
    const { mode } = this.swarm.control.findService('web').spec;
    return mode.kind === 'replicated' ? mode.replicas : 0;
  }
}

describe('an autoscaler', () => {
  it('brings the replicas to where each task has its target, and leaves them there', () => {
    const test = new Scaled({}, 2, () => 0.45);
    test.loop.runUntil(1_000_000);
    expect(test.changes).toEqual([{ atMs: 15_000, from: 2, to: 5 }]);
    expect(test.running('web')).toHaveLength(5);
  });

  it('follows the load up at once, and down after the wait', () => {
    const test = new Scaled({}, 2, (nowMs) => (nowMs < 60_000 ? 0.2 : nowMs < 120_000 ? 0.8 : 0.2));
    test.loop.runUntil(1_000_000);
    expect(test.changes.map(({ from, to }) => `${from} → ${to}`)).toEqual(['2 → 8', '8 → 2']);
    const [up = 0, down = 0] = test.changes.map(({ atMs }) => atMs);
    expect(up).toBe(75_000);
    // The last look that recommended 8 was at 120 s.
    expect(down).toBe(420_000);
  });

  it('brings replicas that are out of bounds back at its first look', () => {
    const test = new Scaled({ min: 3, max: 5 }, 9, () => 0.4);
    test.loop.runUntil(15_000);
    expect(test.changes).toEqual([{ atMs: 15_000, from: 9, to: 5 }]);
  });

  it('leaves a service alone that has been scaled to 0', () => {
    const test = new Scaled({}, 2, () => 0.45);
    test.update('web', (spec) => ({ ...spec, mode: { kind: 'replicated', replicas: 0 } }));
    test.loop.runUntil(100_000);
    expect(test.changes).toEqual([]);
  });

  it('keeps still during an update, so that there is something to roll back to', () => {
    const test = new Scaled({}, 4, (nowMs) => (nowMs < 20_000 ? 0.4 : 0.9));
    test.loop.runUntil(20_000);
    test.update('web', (spec) => withImage(spec, 'nginx:2'));
    const inMs = test.runUntil(() => test.swarm.control.findService('web').updateStatus?.state === 'completed');
    expect(inMs).toBeGreaterThan(60_000);
    expect(test.changes).toEqual([]);
    test.loop.runUntil(test.loop.nowMs + 15_000);
    expect(test.changes.map(({ to }) => to)).toEqual([9]);
  });

  it('goes on without a word while the service is not there', () => {
    const test = new Scaled({}, 2, () => 0.45);
    test.swarm.control.removeService(test.swarm.control.findService('web').id);
    test.loop.runUntil(100_000);
    expect(test.changes).toEqual([]);
  });
});

const given = fc
  .record({
    replicas: fc.integer({ min: 1, max: 12 }),
    min: fc.integer({ min: 1, max: 6 }),
    room: fc.integer({ min: 0, max: 10 }),
    upCooldownMs: fc.constantFrom(0, 30_000, 70_000),
    downCooldownMs: fc.constantFrom(0, 60_000, 200_000),
    tolerance: fc.constantFrom(0, 0.1, 0.3),
    loads: fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 1, maxLength: 6 }),
  })
  .map(({ room, ...rest }) => ({ ...rest, max: rest.min + room }));

describe('any autoscaler', () => {
  it('keeps within its bounds and its cooldown, and comes to rest under a steady load', () => {
    fc.assert(
      fc.property(given, ({ replicas, loads, ...spec }) => {
        // A new load every 100 s; the last one stays.
        const test = new Scaled(spec, replicas, (nowMs) => loads[Math.min(loads.length - 1, Math.floor(nowMs / 1e5))]!);
        test.loop.runUntil(1_500_000);
        const { changes } = test;
        changes.forEach(({ atMs, from, to }, index) => {
          expect(to).toBeGreaterThanOrEqual(spec.min);
          expect(to).toBeLessThanOrEqual(spec.max);
          expect(from).not.toBe(to);
          const before = changes[index - 1];
          if (before === undefined) return;
          const waitMs = to > from ? spec.upCooldownMs : spec.downCooldownMs;
          expect(atMs - before.atMs).toBeGreaterThanOrEqual(waitMs);
        });
        expect(changes.filter(({ atMs }) => atMs > 1_100_000)).toEqual([]);
        const wanted = Math.min(spec.max, Math.max(spec.min, Math.ceil((loads.at(-1) ?? 0) / 0.1)));
        const slack = spec.tolerance * test.replicas + 1;
        expect(Math.abs(test.replicas - wanted)).toBeLessThanOrEqual(slack);
      }),
      { seed: 20_261_126, numRuns: 60 },
    );
  });
});
