import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStreams } from '../../kernel/random-streams.ts';
import { mser5 } from './mser5.ts';

const noise = (length: number, name: string) => {
  const stream = new RandomStreams(1).stream(name);
  return Array.from({ length }, () => stream.normal());
};

/** White's statistic as it is written, for each candidate. */
function byDefinition(series: readonly number[]): number {
  const batches = Array.from({ length: Math.floor(series.length / 5) }, (_, k) =>
    series.slice(5 * k, 5 * k + 5).reduce((sum, value) => sum + value / 5, 0),
  );
  const errors = batches.slice(0, -5).map((_, cut) => {
    const rest = batches.slice(cut);
    const mean = rest.reduce((sum, value) => sum + value, 0) / rest.length;
    return rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rest.length ** 2;
  });
  return 5 * errors.indexOf(Math.min(...errors));
}

it('is the least of the definition, unless that lies in the second half', () => {
  const series = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { minLength: 100, maxLength: 300 });
  fc.assert(
    fc.property(series, (values) => {
      const { cut } = mser5(values);
      const least = byDefinition(values);
      if (cut === null) expect(least).toBeGreaterThan(values.length / 2 - 5);
      else expect(cut).toBe(least);
    }),
    { seed: 1 },
  );
});

describe('finds the warm-up', () => {
  it('a step ends where it ends', () => {
    const series = noise(500, 'step').map((value, index) => (index < 100 ? value : value + 20));
    expect(mser5(series)).toEqual({ cut: 100, reason: null });
  });

  it('an exponential approach is cut where it is lost in the noise', () => {
    const series = noise(1000, 'approach').map((value, index) => value - 20 * Math.exp(-index / 40));
    const { cut } = mser5(series);
    // After 40 ln(20) = 120 steps what is left of it is as large as the noise; after 280 a fiftieth of it.
    expect(cut).toBeGreaterThanOrEqual(80);
    expect(cut).toBeLessThanOrEqual(280);
  });

  it('there is none in a constant series', () => {
    expect(mser5(Array.from({ length: 200 }, () => 3))).toEqual({ cut: 0, reason: null });
  });
});

describe('refuses', () => {
  it('a series that still climbs at its end', () => {
    const climbing = noise(500, 'climb').map((value, index) => value + index);
    expect(mser5(climbing)).toEqual({ cut: null, reason: 'no end in the first half' });
  });

  it('a series of fewer than twenty batches', () => {
    expect(mser5(noise(99, 'short'))).toEqual({ cut: null, reason: 'series too short' });
    expect(mser5(noise(100, 'short')).reason).not.toBe('series too short');
  });
});
