import { describe, expect, it } from 'vitest';
import { makeSampler } from '../../kernel/distribution.ts';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { fitDemand } from './fit-demand.ts';

type Law = Parameters<typeof makeSampler>[0];

function drawn(law: Law, count = 20_000): Float64Array {
  const stream = new RandomStreams(7).stream('durations');
  const sampler = makeSampler(law);
  return Float64Array.from({ length: count }, () => sampler.sample(stream));
}

describe('a demand fitted to durations', () => {
  it('is the lognormal law that they were drawn from', () => {
    const fit = fitDemand(drawn({ kind: 'lognormal', mu: Math.log(8), sigma: 0.8 }), 0);
    expect(fit?.medianMs).toBeGreaterThan(7.8);
    expect(fit?.medianMs).toBeLessThan(8.2);
    expect(fit?.p99Ms).toBeGreaterThan(49);
    expect(fit?.p99Ms).toBeLessThan(54.4);
    expect(fit?.verdict).toBe('well');
    expect(fit?.distance).toBeLessThan(0.02);
    for (const { share } of fit?.misfits ?? []) expect(Math.abs(share)).toBeLessThan(0.04);
  });

  it('is fitted well to whole milliseconds too', () => {
    const rounded = drawn({ kind: 'lognormal', mu: Math.log(8), sigma: 0.8 }).map(Math.round);
    expect(fitDemand(rounded, 1)?.verdict).toBe('well');
    expect(fitDemand(rounded, 1)?.distance).toBeLessThan(0.02);
  });

  it('says where it misses: half of them 2 ms, half 100 ms', () => {
    const fit = fitDemand(
      Float64Array.from({ length: 1000 }, (_, index) => (index < 500 ? 2 : 100)),
      0,
    );
    expect(fit).toMatchObject({ count: 1000, medianMs: 2, p99Ms: 100, meanMs: 51, verdict: 'badly' });
    const mean = fit?.misfits.find(({ what }) => what === 'mean');
    // sigma = ln(50) / 2.326 = 1.682; mean = 2 · exp(sigma² / 2) = 8.22.
    expect(mean?.fittedMs).toBeCloseTo(8.22, 1);
    // Of the law 99 % lie below 100 ms, of the durations half.
    expect(fit?.distance).toBeCloseTo(0.5, 1);
  });

  it('of one value is that value; of zeros half a step; of nothing none', () => {
    const same = { medianMs: 5, p99Ms: 5, distance: 0 };
    expect(fitDemand(new Float64Array(100).fill(5), 0)).toMatchObject({ ...same, verdict: 'well' });
    expect(fitDemand(new Float64Array(99).fill(5), 0)).toMatchObject({ ...same, verdict: 'unknown' });
    expect(fitDemand(Float64Array.of(0, 0), 1)).toMatchObject({ medianMs: 0.5, p99Ms: 0.5 });
    expect(fitDemand(new Float64Array(0), 1)).toBeNull();
  });
});
