import type { RandomStream } from '../random-stream.ts';
import { check, checkFinite } from './check.ts';
import type { Sampler } from './sampler.ts';

/**
 * One of the given values, in proportion to its weight (without weights each as likely), by inversion of the cumulative
 * weights: no value in between ever comes.
 */
export class Empirical implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #values: readonly number[];
  readonly #cumulative: Float64Array;

  constructor(values: readonly number[], weights: readonly number[] = values.map(() => 1)) {
    check(values.length > 0, 'empirical', 'there must be at least one value', 'none');
    check(weights.length === values.length, 'empirical', `there must be ${values.length} weights`, weights.length);
    for (const value of values) checkFinite('empirical', 'a value', value);
    for (const weight of weights) {
      check(Number.isFinite(weight) && weight >= 0, 'empirical', 'a weight must be a number of at least 0', weight);
    }
    this.#values = [...values];
    this.#cumulative = new Float64Array(values.length);
    let total = 0;
    weights.forEach((weight, i) => {
      total += weight;
      this.#cumulative[i] = total;
    });
    check(total > 0 && total < Number.POSITIVE_INFINITY, 'empirical', 'the weights must add up to more than 0', total);
    this.mean = values.reduce((sum, value, i) => sum + (value * weights[i]!) / total, 0);
    this.variance = values.reduce((sum, value, i) => sum + ((value - this.mean) ** 2 * weights[i]!) / total, 0);
  }

  sample(stream: RandomStream): number {
    const cumulative = this.#cumulative;
    let high = cumulative.length - 1;
    const wanted = stream.uniform() * cumulative[high]!;
    let low = 0;
    // The first whose cumulative weight exceeds the wanted: one of weight 0 is never the first.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#values[low]!;
  }
}
