import type { RandomStream } from '../random-stream.ts';
import { checkPositive } from './check.ts';
import { gamma } from './gamma.ts';
import type { Sampler } from './sampler.ts';

/** Weibull: P(X > x) = exp(−(x/scale)^shape). Shape below 1 has a heavier tail than the exponential. */
export class Weibull implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #scale: number;
  readonly #power: number;

  constructor(shape: number, scale: number) {
    checkPositive('weibull', 'shape', shape);
    checkPositive('weibull', 'scale', scale);
    this.#scale = scale;
    this.#power = 1 / shape;
    this.mean = scale * gamma(1 + this.#power);
    this.variance = scale ** 2 * gamma(1 + 2 * this.#power) - this.mean ** 2;
  }

  sample(stream: RandomStream): number {
    return this.#scale * stream.exponential() ** this.#power;
  }
}

/**
 * Pareto (type I): P(X > x) = (scale/x)^shape for x ≥ scale, the least value. Its mean is infinite for shape ≤ 1, its
 * variance for shape ≤ 2.
 */
export class Pareto implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #scale: number;
  readonly #power: number;

  constructor(shape: number, scale: number) {
    checkPositive('pareto', 'shape', shape);
    checkPositive('pareto', 'scale', scale);
    this.#scale = scale;
    this.#power = 1 / shape;
    this.mean = shape > 1 ? (shape * scale) / (shape - 1) : Number.POSITIVE_INFINITY;
    this.variance = shape > 2 ? (shape * scale ** 2) / ((shape - 1) ** 2 * (shape - 2)) : Number.POSITIVE_INFINITY;
  }

  sample(stream: RandomStream): number {
    // The logarithm of a Pareto value over its scale is exponential.
    return this.#scale * Math.exp(this.#power * stream.exponential());
  }
}
