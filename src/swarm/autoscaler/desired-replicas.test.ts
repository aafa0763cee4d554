import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { desiredReplicas } from './desired-replicas.ts';

const spec = { target: 0.6, tolerance: 0.1 };
/** All tasks run, each with this value. */
const steady = (value: number, replicas: number) => ({ total: value * replicas, running: replicas, replicas });

describe('desiredReplicas', () => {
  it.each([
    [steady(0.9, 4), 6],
    [steady(1.2, 4), 8],
    [steady(0.3, 4), 2],
    [steady(0, 4), 0],
    // Within a tenth of the target.
    [steady(0.65, 4), 4],
    [steady(0.55, 4), 4],
    [steady(0.67, 4), 5],
    // ⌈10 × 0.53 / 0.6⌉
    [steady(0.53, 10), 9],
  ])('of %o is %i', (seen, desired) => {
    expect(desiredReplicas(seen, spec)).toBe(desired);
  });

  it('takes tasks that do not run yet for idle, when more are needed', () => {
    expect(desiredReplicas({ total: 4, running: 4, replicas: 7 }, spec)).toBe(7);
    expect(desiredReplicas({ total: 6, running: 4, replicas: 7 }, spec)).toBe(10);
  });

  it('takes tasks that do not run for busy, when fewer are needed', () => {
    expect(desiredReplicas({ total: 0.6, running: 2, replicas: 4 }, spec)).toBe(3);
    expect(desiredReplicas({ total: 1.1, running: 2, replicas: 4 }, spec)).toBe(4);
  });

  it('leaves a service alone of which nothing runs', () => {
    expect(desiredReplicas({ total: 0, running: 0, replicas: 4 }, spec)).toBe(4);
  });

  it('asks for more only above the target, for fewer only below it, and is right for all that run', () => {
    const seen = fc.record({
      total: fc.double({ min: 0, max: 100, noNaN: true }),
      running: fc.double({ min: 0.01, max: 40, noNaN: true }),
      replicas: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(seen, (given) => {
        const { total, running, replicas } = given;
        const desired = desiredReplicas(given, spec);
        expect(Number.isInteger(desired)).toBe(true);
        if (desired > replicas) expect(total / running).toBeGreaterThan(spec.target);
        if (desired < replicas) expect(total / running).toBeLessThan(spec.target);
        if (desired !== replicas) expect(desired * spec.target).toBeGreaterThanOrEqual(total * 0.999_999);
      }),
      { seed: 20_261_125, numRuns: 2_000 },
    );
  });
});
