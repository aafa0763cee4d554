import type { RandomStream } from '../random-stream.ts';
import { check, checkPositive } from './check.ts';
import type { Sampler } from './sampler.ts';

/** Exponential: the times between the arrivals of a Poisson process. Coefficient of variation 1. */
export class Exponential implements Sampler {
  readonly mean: number;
  readonly variance: number;

  constructor(mean: number) {
    checkPositive('exponential', 'mean', mean);
    this.mean = mean;
    this.variance = mean ** 2;
  }

  sample(stream: RandomStream): number {
    return this.mean * stream.exponential();
  }
}

/** Erlang: the sum of `shape` exponentials, `mean` in all. Coefficient of variation 1/√shape. */
export class Erlang implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #shape: number;
  readonly #scale: number;

  constructor(shape: number, mean: number) {
    // Drawing takes time in proportion to the shape; above this a lognormal or a constant is meant.
    check(
      Number.isInteger(shape) && shape >= 1 && shape <= 1000,
      'erlang',
      'shape must be a whole number from 1 to 1000',
      shape,
    );
    checkPositive('erlang', 'mean', mean);
    this.#shape = shape;
    this.#scale = mean / shape;
    this.mean = mean;
    this.variance = mean ** 2 / shape;
  }

  sample(stream: RandomStream): number {
    let sum = 0;
    for (let phase = 0; phase < this.#shape; phase++) sum += stream.exponential();
    return this.#scale * sum;
  }
}

export interface Branch {
  readonly probability: number;
  readonly mean: number;
}

/** Hyperexponential: one of several exponentials, chosen by probability. Coefficient of variation at least 1. */
export class Hyperexponential implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #branches: readonly Branch[];

  constructor(branches: readonly Branch[]) {
    check(branches.length > 0, 'hyperexponential', 'there must be at least one branch', 'none');
    for (const { probability, mean } of branches) {
      check(probability >= 0 && probability <= 1, 'hyperexponential', 'a probability must be from 0 to 1', probability);
      checkPositive('hyperexponential', 'a mean', mean);
    }
    const total = branches.reduce((sum, { probability }) => sum + probability, 0);
    check(Math.abs(total - 1) < 1e-9, 'hyperexponential', 'the probabilities must add up to 1', total);
    this.#branches = branches.map(({ probability, mean }) => ({ probability, mean }));
    this.mean = branches.reduce((sum, { probability, mean }) => sum + probability * mean, 0);
    this.variance =
      branches.reduce((sum, { probability, mean }) => sum + 2 * probability * mean ** 2, 0) - this.mean ** 2;
  }

  sample(stream: RandomStream): number {
    let left = stream.uniform();
    let chosen = this.#branches[0]!;
    for (const branch of this.#branches) {
      chosen = branch;
      left -= branch.probability;
      if (left < 0) break;
    }
    return chosen.mean * stream.exponential();
  }
}

/**
 * The hyperexponential of two branches with a given mean and squared coefficient of variation (variance/mean², at least 1)
 * and "balanced means": both branches contribute the same share of the mean (Tijms, A First Course in Stochastic Models).
 */
export function balancedBranches(mean: number, cv2: number): Branch[] {
  checkPositive('hyperexponential', 'mean', mean);
  check(Number.isFinite(cv2) && cv2 >= 1, 'hyperexponential', 'cv2 must be at least 1', cv2);
  const probability = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
  return [
    { probability, mean: mean / (2 * probability) },
    { probability: 1 - probability, mean: mean / (2 * (1 - probability)) },
  ];
}
