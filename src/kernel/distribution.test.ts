import { describe, expect, it } from 'vitest';
import {
  type DistributionSpec,
  hyperexponentialByMeanAndCv2,
  lognormalByMeanAndCv,
  lognormalByMedianAndP99,
  makeSampler,
} from './distribution.ts';
import { RandomStreams } from './random-streams.ts';
import { cdf } from './testing/cdf.ts';
import { centralMoment, chiSquare, kolmogorovSmirnov, mean } from './testing/statistics.ts';

const count = 200_000;

function sampleOf(spec: DistributionSpec, size = count): Float64Array {
  const sampler = makeSampler(spec);
  const stream = new RandomStreams(1).stream(JSON.stringify(spec));
  return Float64Array.from({ length: size }, () => sampler.sample(stream));
}

/** Each family with its mean and variance, worked out by hand from the textbook. */
const families: [name: string, spec: DistributionSpec, mean: number, variance: number][] = [
  ['uniform', { kind: 'uniform', min: 2, max: 8 }, 5, 3],
  ['exponential', { kind: 'exponential', mean: 20 }, 20, 400],
  ['erlang', { kind: 'erlang', shape: 4, mean: 12 }, 12, 36],
  ['erlang of one phase', { kind: 'erlang', shape: 1, mean: 3 }, 3, 9],
  ['lognormal', { kind: 'lognormal', mu: 1, sigma: 0.5 }, Math.exp(1.125), Math.exp(2.25) * (Math.exp(0.25) - 1)],
  // Γ(1.5) = √π/2, Γ(2) = 1
  ['weibull', { kind: 'weibull', shape: 2, scale: 10 }, 5 * Math.sqrt(Math.PI), 100 * (1 - Math.PI / 4)],
  // Γ(3) = 2, Γ(5) = 24
  ['weibull with a heavy tail', { kind: 'weibull', shape: 0.5, scale: 3 }, 6, 9 * (24 - 4)],
  ['pareto', { kind: 'pareto', shape: 6, scale: 5 }, 6, 1.5],
  [
    'hyperexponential',
    {
      kind: 'hyperexponential',
      branches: [
        { probability: 0.25, mean: 1 },
        { probability: 0.7, mean: 5 },
        { probability: 0.05, mean: 40 },
      ],
    },
    5.75,
    2 * (0.25 + 17.5 + 80) - 5.75 ** 2,
  ],
];

describe.each(families)('%s', (_, spec, expectedMean, expectedVariance) => {
  const sampler = makeSampler(spec);
  const sample = sampleOf(spec);

  it('knows its mean and variance', () => {
    expect(sampler.mean / expectedMean).toBeCloseTo(1, 12);
    expect(sampler.variance / expectedVariance).toBeCloseTo(1, 12);
  });

  it('is drawn with that mean and variance', () => {
    const variance = centralMoment(sample, 2);
    expect(Math.abs(mean(sample) - expectedMean)).toBeLessThan(4 * Math.sqrt(expectedVariance / count));
    const deviation = Math.sqrt((centralMoment(sample, 4) - variance ** 2) / count);
    expect(Math.abs(variance - expectedVariance)).toBeLessThan(4 * deviation);
  });

  it('fits (Kolmogorov and Smirnov)', () => {
    expect(kolmogorovSmirnov(sample, (x) => cdf(spec, x))).toBeLessThan(1.95);
  });

  it('would not fit if it were 3 % larger', () => {
    expect(
      kolmogorovSmirnov(
        sample.map((x) => 1.03 * x),
        (x) => cdf(spec, x),
      ),
    ).toBeGreaterThan(1.95);
  });
});

describe('constant', () => {
  it('is always its value and draws nothing', () => {
    const sampler = makeSampler({ kind: 'constant', value: 2.5 });
    const stream = new RandomStreams(1).stream('x');
    expect([sampler.mean, sampler.variance, sampler.sample(stream)]).toEqual([2.5, 0, 2.5]);
    expect(stream.uniform()).toBe(new RandomStreams(1).stream('x').uniform());
  });
});

describe('empirical', () => {
  const spec = { kind: 'empirical', values: [10, 1, 5, 7], weights: [1, 4, 0, 3] } as const;

  it('knows its mean and variance', () => {
    const sampler = makeSampler(spec);
    expect(sampler.mean).toBeCloseTo(35 / 8, 12);
    expect(sampler.variance).toBeCloseTo((100 + 4 + 147) / 8 - (35 / 8) ** 2, 12);
  });

  it('draws each value in proportion to its weight, and never one of weight 0', () => {
    const sample = sampleOf(spec);
    const counts = spec.values.map((value) => sample.filter((x) => x === value).length);
    expect(counts[2]).toBe(0);
    expect(counts.reduce((sum, n) => sum + n)).toBe(count);
    expect(chiSquare([counts[0]!, counts[1]!, counts[3]!], [1 / 8, 4 / 8, 3 / 8])).toBeLessThan(3.1);
    expect(Math.abs(mean(sample) - 35 / 8)).toBeLessThan(4 * Math.sqrt(makeSampler(spec).variance / count));
  });

  it('without weights draws each value equally often', () => {
    const values = [3, 1, 4, 1.5, 9];
    const sample = sampleOf({ kind: 'empirical', values });
    const counts = values.map((value) => sample.filter((x) => x === value).length);
    expect(chiSquare(counts, new Array(5).fill(1 / 5))).toBeLessThan(3.1);
    expect(makeSampler({ kind: 'empirical', values }).mean).toBeCloseTo(3.7, 12);
  });

  it('never draws trailing values of weight 0', () => {
    const sample = sampleOf({ kind: 'empirical', values: [1, 2, 3], weights: [0, 1, 0] }, 1000);
    expect(new Set(sample)).toEqual(new Set([2]));
  });
});

describe('infinite moments', () => {
  it.each([
    [1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [1.5, 3, Number.POSITIVE_INFINITY],
    [2, 2, Number.POSITIVE_INFINITY],
    [3, 1.5, 0.75],
  ])('pareto of shape %d: mean %d, variance %d', (shape, expectedMean, variance) => {
    const sampler = makeSampler({ kind: 'pareto', shape, scale: 1 });
    expect([sampler.mean, sampler.variance]).toEqual([expectedMean, variance]);
  });

  it('pareto of shape 1.2 still fits', () => {
    const spec: DistributionSpec = { kind: 'pareto', shape: 1.2, scale: 3 };
    expect(kolmogorovSmirnov(sampleOf(spec), (x) => cdf(spec, x))).toBeLessThan(1.95);
  });
});

describe('laws by what one knows of them', () => {
  it('lognormal by median and p99 has them', () => {
    const spec = lognormalByMedianAndP99(8, 60);
    expect(cdf(spec, 8)).toBeCloseTo(0.5, 12);
    expect(cdf(spec, 60)).toBeCloseTo(0.99, 12);
    const sorted = sampleOf(spec).sort();
    expect(sorted[count * 0.5]! / 8).toBeCloseTo(1, 1.5);
    expect(sorted[count * 0.99]! / 60).toBeCloseTo(1, 1.5);
  });

  it('lognormal by equal median and p99 is constant', () => {
    expect(new Set(sampleOf(lognormalByMedianAndP99(8, 8), 10).map((x) => Math.round(x * 1e9) / 1e9))).toEqual(
      new Set([8]),
    );
  });

  it.each([
    [10, 0.3],
    [200, 1],
    [3, 2.5],
  ])('lognormal by mean %d and cv %d has them', (wantedMean, cv) => {
    const sampler = makeSampler(lognormalByMeanAndCv(wantedMean, cv));
    expect(sampler.mean / wantedMean).toBeCloseTo(1, 12);
    expect(Math.sqrt(sampler.variance) / sampler.mean / cv).toBeCloseTo(1, 12);
  });

  it.each([
    [10, 1],
    [20, 4],
    [5, 25],
  ])('hyperexponential by mean %d and cv² %d has them, with balanced means', (wantedMean, cv2) => {
    const spec = hyperexponentialByMeanAndCv2(wantedMean, cv2);
    const sampler = makeSampler(spec);
    expect(sampler.mean / wantedMean).toBeCloseTo(1, 12);
    expect(sampler.variance / sampler.mean ** 2 / cv2).toBeCloseTo(1, 12);
    const [one, other] = spec.kind === 'hyperexponential' ? spec.branches : [];
    expect(one!.probability * one!.mean).toBeCloseTo(other!.probability * other!.mean, 12);
  });
});

describe('wrong parameters are refused', () => {
  const branch = { probability: 0.5, mean: 1 };
  const specs: [DistributionSpec, string][] = [
    [{ kind: 'constant', value: Number.NaN }, 'constant: value must be a number, not NaN'],
    [{ kind: 'uniform', min: 5, max: 4 }, 'uniform: max must be at least min (5), not 4'],
    [{ kind: 'uniform', min: Number.NEGATIVE_INFINITY, max: 4 }, 'uniform: min must be a number, not -Infinity'],
    [{ kind: 'exponential', mean: 0 }, 'exponential: mean must be a number above 0, not 0'],
    [
      { kind: 'exponential', mean: Number.POSITIVE_INFINITY },
      'exponential: mean must be a number above 0, not Infinity',
    ],
    [{ kind: 'erlang', shape: 1.5, mean: 1 }, 'erlang: shape must be a whole number from 1 to 1000, not 1.5'],
    [{ kind: 'erlang', shape: 2, mean: -1 }, 'erlang: mean must be a number above 0, not -1'],
    [{ kind: 'lognormal', mu: 0, sigma: -1 }, 'lognormal: sigma must be a number of at least 0, not -1'],
    [{ kind: 'weibull', shape: 0, scale: 1 }, 'weibull: shape must be a number above 0, not 0'],
    [{ kind: 'weibull', shape: 1, scale: 0 }, 'weibull: scale must be a number above 0, not 0'],
    [{ kind: 'pareto', shape: -1, scale: 1 }, 'pareto: shape must be a number above 0, not -1'],
    [{ kind: 'pareto', shape: 1, scale: 0 }, 'pareto: scale must be a number above 0, not 0'],
    [{ kind: 'hyperexponential', branches: [] }, 'hyperexponential: there must be at least one branch, not none'],
    [{ kind: 'hyperexponential', branches: [branch] }, 'hyperexponential: the probabilities must add up to 1, not 0.5'],
    [
      { kind: 'hyperexponential', branches: [branch, { probability: 0.5, mean: 0 }] },
      'hyperexponential: a mean must be a number above 0, not 0',
    ],
    [
      { kind: 'hyperexponential', branches: [{ probability: 1.5, mean: 1 }] },
      'hyperexponential: a probability must be from 0 to 1, not 1.5',
    ],
    [{ kind: 'empirical', values: [] }, 'empirical: there must be at least one value, not none'],
    [{ kind: 'empirical', values: [1, Number.NaN] }, 'empirical: a value must be a number, not NaN'],
    [{ kind: 'empirical', values: [1, 2], weights: [1] }, 'empirical: there must be 2 weights, not 1'],
    [{ kind: 'empirical', values: [1], weights: [-1] }, 'empirical: a weight must be a number of at least 0, not -1'],
    [{ kind: 'empirical', values: [1], weights: [0] }, 'empirical: the weights must add up to more than 0, not 0'],
  ];

  it.each(specs)('%j', (spec, message) => {
    expect(() => makeSampler(spec)).toThrow(new RangeError(message));
  });

  it.each([
    [
      'lognormalByMedianAndP99(0, 1)',
      () => lognormalByMedianAndP99(0, 1),
      'lognormal: median must be a number above 0, not 0',
    ],
    [
      'lognormalByMedianAndP99(5, 4)',
      () => lognormalByMedianAndP99(5, 4),
      'lognormal: p99 must be at least the median (5), not 4',
    ],
    [
      'lognormalByMeanAndCv(1, -0.1)',
      () => lognormalByMeanAndCv(1, -0.1),
      'lognormal: cv must be a number of at least 0, not -0.1',
    ],
    [
      'hyperexponentialByMeanAndCv2(1, 0.9)',
      () => hyperexponentialByMeanAndCv2(1, 0.9),
      'hyperexponential: cv2 must be at least 1, not 0.9',
    ],
    [
      'hyperexponentialByMeanAndCv2(0, 2)',
      () => hyperexponentialByMeanAndCv2(0, 2),
      'hyperexponential: mean must be a number above 0, not 0',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new RangeError(message));
  });
});
