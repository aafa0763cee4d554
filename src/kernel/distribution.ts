import { Constant, Uniform } from './distributions/bounded.ts';
import { Empirical } from './distributions/empirical.ts';
import { type Branch, balancedBranches, Erlang, Exponential, Hyperexponential } from './distributions/exponential.ts';
import { Pareto, Weibull } from './distributions/heavy-tailed.ts';
import { Lognormal, muSigmaByMeanAndCv, muSigmaByMedianAndP99 } from './distributions/lognormal.ts';
import type { Sampler } from './distributions/sampler.ts';

export type { Sampler } from './distributions/sampler.ts';

/** A law as plain data. Its numbers have no unit: the values drawn have the unit that the caller meant. */
export type DistributionSpec =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'uniform'; readonly min: number; readonly max: number }
  | { readonly kind: 'exponential'; readonly mean: number }
  | { readonly kind: 'erlang'; readonly shape: number; readonly mean: number }
  | { readonly kind: 'lognormal'; readonly mu: number; readonly sigma: number }
  | { readonly kind: 'weibull'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'pareto'; readonly shape: number; readonly scale: number }
  | { readonly kind: 'hyperexponential'; readonly branches: readonly Branch[] }
  | { readonly kind: 'empirical'; readonly values: readonly number[]; readonly weights?: readonly number[] };

/** Throws a RangeError that names law and parameter if one is out of range. */
export function makeSampler(spec: DistributionSpec): Sampler {
  switch (spec.kind) {
    case 'constant':
      return new Constant(spec.value);
    case 'uniform':
      return new Uniform(spec.min, spec.max);
    case 'exponential':
      return new Exponential(spec.mean);
    case 'erlang':
      return new Erlang(spec.shape, spec.mean);
    case 'lognormal':
      return new Lognormal(spec.mu, spec.sigma);
    case 'weibull':
      return new Weibull(spec.shape, spec.scale);
    case 'pareto':
      return new Pareto(spec.shape, spec.scale);
    case 'hyperexponential':
      return new Hyperexponential(spec.branches);
    case 'empirical':
      return new Empirical(spec.values, spec.weights);
  }
}

/** The lognormal with that median and 99th percentile. Throws a RangeError unless 0 < median ≤ p99. */
export function lognormalByMedianAndP99(median: number, p99: number): DistributionSpec {
  return { kind: 'lognormal', ...muSigmaByMedianAndP99(median, p99) };
}

/** The lognormal with that mean and coefficient of variation. Throws a RangeError unless mean > 0 and cv ≥ 0. */
export function lognormalByMeanAndCv(mean: number, cv: number): DistributionSpec {
  return { kind: 'lognormal', ...muSigmaByMeanAndCv(mean, cv) };
}

/**
 * The hyperexponential with that mean and squared coefficient of variation, two branches with balanced means. Throws a
 * RangeError unless mean > 0 and cv2 ≥ 1.
 */
export function hyperexponentialByMeanAndCv2(mean: number, cv2: number): DistributionSpec {
  return { kind: 'hyperexponential', branches: balancedBranches(mean, cv2) };
}
