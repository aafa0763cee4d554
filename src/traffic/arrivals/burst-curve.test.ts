import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { BurstState, SetRate } from '../spec.ts';
import { makeArrivals } from './arrival-process.ts';
import { BurstCurve } from './burst-curve.ts';
import { makeRateCurve } from './make-rate-curve.ts';

const constant = (value: number) => ({ kind: 'constant', value }) as const;
const exponential = (mean: number) => ({ kind: 'exponential', mean }) as const;

function curveOf(states: readonly BurstState[], seed = 1): BurstCurve {
  return new BurstCurve(
    makeRateCurve({ kind: 'constant', perMs: 1 }, 0, 0),
    states,
    0,
    new RandomStreams(seed).stream('bursts'),
  );
}

describe('BurstCurve', () => {
  it('takes the states in turn, each for as long as it stays', () => {
    const curve = curveOf([
      { level: 1, staysMs: constant(10), next: null },
      { level: 0, staysMs: constant(5), next: null },
      { level: 2, staysMs: constant(1), next: null },
    ]);
    expect([5, 10, 11, 12, 13].map((count) => curve.timeAt(count))).toEqual([5, 10, 15.5, 16, 17]);
  });

  it('takes the state that is drawn by weight', () => {
    const curve = curveOf([
      { level: 1, staysMs: constant(1), next: [0, 3, 1] },
      { level: 1e3, staysMs: constant(1), next: [1, 0, 0] },
      { level: 1e6, staysMs: constant(1), next: [1, 0, 0] },
    ]);
    const cycles = 20_000;
    const perCycle = 1 + 0.75 * 1e3 + 0.25 * 1e6;
    expect(curve.timeAt(cycles * perCycle) / (2 * cycles)).toBeCloseTo(1, 1);
  });

  it('makes a Poisson process more variable by what theory says', () => {
    // Fischer and Meier-Hellstern 1993: the index of dispersion of counts of a two-state MMPP over long times.
    const [busy, quiet, leavesBusy, leavesQuiet] = [2, 0.2, 1 / 20, 1 / 60];
    const both = leavesBusy + leavesQuiet;
    const mean = (busy * leavesQuiet + quiet * leavesBusy) / both;
    const dispersion = 1 + (2 * (busy - quiet) ** 2 * leavesBusy * leavesQuiet) / (both ** 3 * mean);
    const windowMs = 4000;
    const windows = 4000;
    const random = new RandomStreams(7);
    const states = [
      { level: busy, staysMs: exponential(1 / leavesBusy), next: null },
      { level: quiet, staysMs: exponential(1 / leavesQuiet), next: null },
    ];
    const arrivals = makeArrivals(
      { kind: 'poisson', rate: { kind: 'bursts', of: null, states } },
      { fromMs: 0, startUnixMs: 0, stream: (purpose) => random.stream(purpose) },
    );
    const counts = new Float64Array(windows);
    for (let at = arrivals.next(); at < windows * windowMs; at = arrivals.next()) counts[Math.floor(at / windowMs)]!++;
    const average = counts.reduce((sum, count) => sum + count, 0) / windows;
    const variance = counts.reduce((sum, count) => sum + (count - average) ** 2, 0) / (windows - 1);
    expect(average / windowMs / mean).toBeCloseTo(1, 1);
    expect(variance / average / dispersion).toBeGreaterThan(0.9);
    expect(variance / average / dispersion).toBeLessThan(1.1);
  });

  const day = 86_400_000;
  it.each<[string, SetRate]>([
    [
      'steps',
      {
        kind: 'steps',
        steps: [
          { atMs: 0, perMs: 1 },
          { atMs: 7, perMs: 4 },
          { atMs: 12, perMs: 0.5 },
        ],
      },
    ],
    [
      'a ramp',
      {
        kind: 'ramp',
        points: [
          { atMs: 0, perMs: 1 },
          { atMs: 25, perMs: 6 },
        ],
      },
    ],
    ['a daily curve', { kind: 'daily', lowPerMs: 1e-4, highPerMs: 3e-4, peakHour: 14 }],
  ])('multiplies %s', (_, of) => {
    const base = makeRateCurve(of, 0, 0);
    const stayMs = of.kind === 'daily' ? day / 24 : 3;
    const levels = [1, 0, 5];
    const curve = new BurstCurve(
      makeRateCurve(of, 0, 0),
      levels.map((level) => ({ level, staysMs: constant(stayMs), next: null })),
      0,
      new RandomStreams(1).stream('bursts'),
    );
    // The integral until the end of the n-th stretch, from the base alone.
    let count = 0;
    for (let n = 0; n < 30; n++) {
      const step = levels[n % 3]! * (base.countAt((n + 1) * stayMs) - base.countAt(n * stayMs));
      if (step > 0) {
        expect(curve.timeAt(count + step * 0.999999) / ((n + 1) * stayMs)).toBeCloseTo(1, 5);
      }
      count += step;
    }
  });

  it('ends with the rate that it multiplies', () => {
    const of: SetRate = {
      kind: 'steps',
      steps: [
        { atMs: 0, perMs: 1 },
        { atMs: 10, perMs: 0 },
      ],
    };
    const states = [1, 2].map((level) => ({ level, staysMs: constant(5), next: null }));
    const curve = new BurstCurve(makeRateCurve(of, 0, 0), states, 0, new RandomStreams(1).stream('bursts'));
    expect([14, 16].map((count) => curve.timeAt(count))).toEqual([9.5, Number.POSITIVE_INFINITY]);
  });
});
