import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { fitRate } from './fit-rate.ts';

/** Arrivals of a Poisson process, so many a second until so many seconds. */
function poisson(perSecond: number, untilS: number): Float64Array {
  const stream = new RandomStreams(3).stream('arrivals');
  const times: number[] = [];
  for (let ms = 0; ms < 1000 * untilS; ms += (1000 / perSecond) * stream.exponential()) times.push(ms);
  return Float64Array.from(times);
}

describe('a rate fitted to times', () => {
  it('is their number in each interval', () => {
    const times = Float64Array.from({ length: 30 }, (_, index) =>
      index < 20 ? 500 * index : 10_000 + 1000 * (index - 20),
    );
    expect(fitRate(times)).toMatchObject({ widthMs: 10_000, perSecond: [2, 10 / 9] });
  });

  it('has at most sixty intervals, and goes on where little is left', () => {
    const { widthMs, perSecond } = fitRate(poisson(10, 1204));
    expect(widthMs).toBe(30_000);
    expect(perSecond).toHaveLength(40);
    for (const rate of perSecond) expect(Math.abs(rate - 10)).toBeLessThan(2.5);
  });

  it('tells a Poisson process from bursts', () => {
    expect(fitRate(poisson(20, 600)).dispersion).toBeCloseTo(1, 0);
    const bursts = Float64Array.from([...poisson(2, 600)].flatMap((ms) => [ms, ms, ms, ms]));
    expect(fitRate(bursts).dispersion).toBeGreaterThan(3);
    expect(fitRate(Float64Array.of(0, 1, 2)).dispersion).toBeNull();
  });

  it('of a single request lasts a second', () => {
    expect(fitRate(Float64Array.of(0)).perSecond).toEqual([1]);
  });
});
