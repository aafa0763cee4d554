import { describe, expect, it } from 'vitest';
import { type DistributionSpec, makeSampler } from '../../kernel/distribution.ts';
import { makeQuantile } from './make-quantile.ts';
import { normalQuantile } from './normal-quantile.ts';

const laws: DistributionSpec[] = [
  { kind: 'constant', value: 3 },
  { kind: 'uniform', min: 1, max: 5 },
  { kind: 'exponential', mean: 2 },
  { kind: 'erlang', shape: 1, mean: 2 },
  { kind: 'erlang', shape: 4, mean: 2 },
  { kind: 'erlang', shape: 1000, mean: 2 },
  { kind: 'lognormal', mu: 0.5, sigma: 0.8 },
  { kind: 'weibull', shape: 0.8, scale: 2 },
  { kind: 'pareto', shape: 5, scale: 2 },
  {
    kind: 'hyperexponential',
    branches: [
      { probability: 0.9, mean: 0.5 },
      { probability: 0.1, mean: 6 },
    ],
  },
  { kind: 'empirical', values: [5, 1, 3], weights: [1, 2, 1] },
];

describe('a law by its quantiles', () => {
  it.each(laws)('has the mean and the variance of the law that is sampled: $kind', (law) => {
    const quantile = makeQuantile(law);
    const { mean, variance } = makeSampler(law);
    // The middle of each of so many equal shares: the integral of the quantile function is the mean.
    const shares = 50_000;
    let sum = 0;
    let squares = 0;
    for (let i = 0; i < shares; i++) {
      const value = quantile.at((i + 0.5) / shares);
      sum += value;
      squares += value * value;
    }
    expect(sum / shares / mean).toBeCloseTo(1, 3);
    expect(squares / shares - (sum / shares) ** 2).toBeGreaterThan(0.98 * variance - 1e-9);
    expect(squares / shares - (sum / shares) ** 2).toBeLessThan(1.001 * variance + 1e-9);
  });

  it.each(laws)('never falls as the share grows: $kind', (law) => {
    const quantile = makeQuantile(law);
    let last = quantile.at(1e-12);
    for (const share of [1e-6, 0.001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999, 1 - 1e-9, 1 - 2 ** -53]) {
      const value = quantile.at(share);
      expect(value).toBeGreaterThanOrEqual(last);
      expect(value).toBeLessThan(Number.POSITIVE_INFINITY);
      last = value;
    }
  });

  it('knows the published quantiles of the standard normal', () => {
    expect(normalQuantile(0.5)).toBe(0);
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0.99)).toBeCloseTo(2.326347874040841, 13);
    expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 12);
    // AS 241's own check values.
    expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 14);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 13);
    expect(normalQuantile(1e-20)).toBeCloseTo(-9.26234008979841, 12);
  });
});
