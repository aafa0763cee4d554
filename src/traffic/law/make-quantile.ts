import type { DistributionSpec } from '../../kernel/distribution.ts';
import { EmpiricalQuantile } from './empirical-quantile.ts';
import { ErlangQuantile } from './erlang-quantile.ts';
import { HyperexponentialQuantile } from './hyperexponential-quantile.ts';
import { normalQuantile } from './normal-quantile.ts';
import type { Quantile } from './quantile.ts';

class ConstantQuantile implements Quantile {
  readonly #value: number;
  constructor(value: number) {
    this.#value = value;
  }
  at(): number {
    return this.#value;
  }
}

class UniformQuantile implements Quantile {
  readonly #min: number;
  readonly #width: number;
  constructor(min: number, max: number) {
    this.#min = min;
    this.#width = max - min;
  }
  at(share: number): number {
    return this.#min + this.#width * share;
  }
}

class ExponentialQuantile implements Quantile {
  readonly #mean: number;
  constructor(mean: number) {
    this.#mean = mean;
  }
  at(share: number): number {
    return -this.#mean * Math.log1p(-share);
  }
}

class LognormalQuantile implements Quantile {
  readonly #mu: number;
  readonly #sigma: number;
  constructor(mu: number, sigma: number) {
    this.#mu = mu;
    this.#sigma = sigma;
  }
  at(share: number): number {
    return Math.exp(this.#mu + this.#sigma * normalQuantile(share));
  }
}

class WeibullQuantile implements Quantile {
  readonly #power: number;
  readonly #scale: number;
  constructor(shape: number, scale: number) {
    this.#power = 1 / shape;
    this.#scale = scale;
  }
  at(share: number): number {
    return this.#scale * (-Math.log1p(-share)) ** this.#power;
  }
}

class ParetoQuantile implements Quantile {
  readonly #power: number;
  readonly #scale: number;
  constructor(shape: number, scale: number) {
    this.#power = -1 / shape;
    this.#scale = scale;
  }
  at(share: number): number {
    return this.#scale * (1 - share) ** this.#power;
  }
}

export function makeQuantile(law: DistributionSpec): Quantile {
  switch (law.kind) {
    case 'constant':
      return new ConstantQuantile(law.value);
    case 'uniform':
      return new UniformQuantile(law.min, law.max);
    case 'exponential':
      return new ExponentialQuantile(law.mean);
    case 'erlang':
      return new ErlangQuantile(law.shape, law.mean);
    case 'lognormal':
      return new LognormalQuantile(law.mu, law.sigma);
    case 'weibull':
      return new WeibullQuantile(law.shape, law.scale);
    case 'pareto':
      return new ParetoQuantile(law.shape, law.scale);
    case 'hyperexponential':
      return new HyperexponentialQuantile(law.branches);
    case 'empirical':
      return new EmpiricalQuantile(law.values, law.weights ?? law.values.map(() => 1));
  }
}
