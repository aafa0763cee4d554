import type { RandomStream } from '../random-stream.ts';
import { check, checkFinite, checkPositive } from './check.ts';
import type { Sampler } from './sampler.ts';

/** Lognormal: exp(mu + sigma·Z) with Z standard normal. Its median is exp(mu). */
export class Lognormal implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #mu: number;
  readonly #sigma: number;

  constructor(mu: number, sigma: number) {
    checkFinite('lognormal', 'mu', mu);
    check(Number.isFinite(sigma) && sigma >= 0, 'lognormal', 'sigma must be a number of at least 0', sigma);
    this.#mu = mu;
    this.#sigma = sigma;
    this.mean = Math.exp(mu + sigma ** 2 / 2);
    this.variance = Math.expm1(sigma ** 2) * this.mean ** 2;
  }

  sample(stream: RandomStream): number {
    return Math.exp(this.#mu + this.#sigma * stream.normal());
  }
}

/** The standard normal's 99th percentile. */
const z99 = 2.3263478740408408;

/** mu and sigma of the lognormal with that median and 99th percentile. */
export function muSigmaByMedianAndP99(median: number, p99: number): { mu: number; sigma: number } {
  checkPositive('lognormal', 'median', median);
  check(Number.isFinite(p99) && p99 >= median, 'lognormal', `p99 must be at least the median (${median})`, p99);
  return { mu: Math.log(median), sigma: Math.log(p99 / median) / z99 };
}

/** mu and sigma of the lognormal with that mean and coefficient of variation (standard deviation/mean). */
export function muSigmaByMeanAndCv(mean: number, cv: number): { mu: number; sigma: number } {
  checkPositive('lognormal', 'mean', mean);
  check(Number.isFinite(cv) && cv >= 0, 'lognormal', 'cv must be a number of at least 0', cv);
  const variance = Math.log1p(cv ** 2);
  return { mu: Math.log(mean) - variance / 2, sigma: Math.sqrt(variance) };
}
