import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { BurstState } from '../spec.ts';
import { makeArrivals } from './arrival-process.ts';
import { BurstCurve } from './burst-curve.ts';

const constant = (value: number) => ({ kind: 'constant', value }) as const;
const exponential = (mean: number) => ({ kind: 'exponential', mean }) as const;

function curveOf(states: readonly BurstState[], seed = 1): BurstCurve {
  return new BurstCurve(states, 0, new RandomStreams(seed).stream('bursts'));
}

describe('BurstCurve', () => {
  it('takes the states in turn, each for as long as it stays', () => {
    const curve = curveOf([
      { perMs: 1, staysMs: constant(10), next: null },
      { perMs: 0, staysMs: constant(5), next: null },
      { perMs: 2, staysMs: constant(1), next: null },
    ]);
    expect([5, 10, 11, 12, 13].map((count) => curve.timeAt(count))).toEqual([5, 10, 15.5, 16, 17]);
  });

  it('takes the state that is drawn by weight', () => {
    const curve = curveOf([
      { perMs: 1, staysMs: constant(1), next: [0, 3, 1] },
      { perMs: 1e3, staysMs: constant(1), next: [1, 0, 0] },
      { perMs: 1e6, staysMs: constant(1), next: [1, 0, 0] },
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
      { perMs: busy, staysMs: exponential(1 / leavesBusy), next: null },
      { perMs: quiet, staysMs: exponential(1 / leavesQuiet), next: null },
    ];
    const arrivals = makeArrivals(
      { kind: 'poisson', rate: { kind: 'bursts', states } },
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
});
