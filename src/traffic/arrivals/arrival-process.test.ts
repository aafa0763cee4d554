import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import type { OpenArrivals, RateProfile } from '../spec.ts';
import { makeArrivals } from './arrival-process.ts';
import { makeRateCurve } from './make-rate-curve.ts';

const hourMs = 3_600_000;

function times(spec: OpenArrivals, untilMs: number, fromMs = 0, seed = 1): number[] {
  const random = new RandomStreams(seed);
  const process = makeArrivals(spec, { fromMs, startUnixMs: 0, stream: (purpose) => random.stream(purpose) });
  const all: number[] = [];
  for (let time = process.next(); time < untilMs; time = process.next()) all.push(time);
  return all;
}

describe('arrivals', () => {
  it('are evenly spaced at a constant rate, the first after one gap', () => {
    expect(times({ kind: 'constant', rate: { kind: 'constant', perMs: 0.1 } }, 41, 5)).toEqual([15, 25, 35]);
  });

  it('follow steps: a gap that spans a step is measured in expected requests', () => {
    const rate: RateProfile = {
      kind: 'steps',
      steps: [
        { atMs: 0, perMs: 0.1 },
        { atMs: 15, perMs: 1 },
        { atMs: 18, perMs: 0 },
      ],
    };
    expect(times({ kind: 'constant', rate }, 1e9)).toEqual([10, 15.5, 16.5, 17.5]);
  });

  it('follow a ramp that begins in the middle', () => {
    const curve = makeRateCurve(
      {
        kind: 'ramp',
        points: [
          { atMs: 0, perMs: 0 },
          { atMs: 100, perMs: 2 },
        ],
      },
      50,
      0,
    );
    // From 50 ms on the rate is 1 + 0.02 t: 75 requests until 100 ms, then 2 per ms.
    expect(curve.timeAt(75)).toBeCloseTo(100, 9);
    expect(curve.timeAt(77)).toBeCloseTo(101, 9);
  });

  it('follow a daily curve: as many in a day as at the mean rate, most at the peak hour', () => {
    const rate: RateProfile = { kind: 'daily', lowPerMs: 0, highPerMs: 0.002, peakHour: 15 };
    const day = times({ kind: 'constant', rate }, 24 * hourMs);
    expect(Math.abs(day.length - 0.001 * 24 * hourMs)).toBeLessThanOrEqual(1);
    const inHour = (hour: number) => day.filter((time) => Math.abs(time / hourMs - hour) < 0.5).length;
    expect(inHour(15)).toBeGreaterThan(0.99 * 0.002 * hourMs);
    expect(inHour(3)).toBeLessThan(0.02 * 0.002 * hourMs);
  });

  it('follow a daily curve without ever going back, however close they are', () => {
    const curve = makeRateCurve({ kind: 'daily', lowPerMs: 0.4, highPerMs: 1.6, peakHour: 14 }, 0, 13 * hourMs);
    let before = 0;
    for (let count = 700_000; count < 700_000.1; count += 1e-6) {
      const time = curve.timeAt(count);
      expect(time).toBeGreaterThanOrEqual(before);
      before = time;
    }
  });

  it('are a Poisson process: mean and variance of the counts are equal', () => {
    const all = times({ kind: 'poisson', rate: { kind: 'constant', perMs: 2 } }, 20_000);
    const counts = new Array<number>(2000).fill(0);
    for (const time of all) counts[Math.floor(time / 10)]! += 1;
    const mean = all.length / 2000;
    const variance = counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / 1999;
    expect(mean / 20).toBeCloseTo(1, 1);
    expect(variance / mean).toBeGreaterThan(0.9);
    expect(variance / mean).toBeLessThan(1.1);
  });

  it('with a rate that varies have the expected number in each part', () => {
    const rate: RateProfile = {
      kind: 'steps',
      steps: [
        { atMs: 0, perMs: 1 },
        { atMs: 5000, perMs: 4 },
      ],
    };
    const all = times({ kind: 'poisson', rate }, 10_000);
    const early = all.filter((time) => time < 5000).length;
    expect(Math.abs(early - 5000)).toBeLessThan(4 * Math.sqrt(5000));
    expect(Math.abs(all.length - early - 20_000)).toBeLessThan(4 * Math.sqrt(20_000));
  });

  it('renew with gaps of a law', () => {
    expect(times({ kind: 'renewal', gapMs: { kind: 'constant', value: 3 } }, 10, 2)).toEqual([5, 8]);
  });

  it("of a trace are as recorded since the client's begin, and end with it", () => {
    const trace = { timesMs: [0, 3, 3, 8], demandsMs: null };
    expect(times({ kind: 'trace', trace }, 1e9, 100)).toEqual([100, 103, 103, 108]);
  });

  it('are the same under one seed', () => {
    const spec: OpenArrivals = { kind: 'poisson', rate: { kind: 'constant', perMs: 1 } };
    expect(times(spec, 100)).toEqual(times(spec, 100));
    expect(times(spec, 100)).not.toEqual(times(spec, 100, 0, 2));
  });
});
