import type { RandomStream } from '../random-stream.ts';
import { check, checkFinite } from './check.ts';
import type { Sampler } from './sampler.ts';

/** Always the same value; draws nothing from the stream. */
export class Constant implements Sampler {
  readonly mean: number;
  readonly variance = 0;

  constructor(value: number) {
    checkFinite('constant', 'value', value);
    this.mean = value;
  }

  sample(): number {
    return this.mean;
  }
}

/** Uniform on [min, max). */
export class Uniform implements Sampler {
  readonly mean: number;
  readonly variance: number;
  readonly #min: number;
  readonly #width: number;

  constructor(min: number, max: number) {
    checkFinite('uniform', 'min', min);
    checkFinite('uniform', 'max', max);
    check(max >= min, 'uniform', `max must be at least min (${min})`, max);
    this.#min = min;
    this.#width = max - min;
    this.mean = (min + max) / 2;
    this.variance = this.#width ** 2 / 12;
  }

  sample(stream: RandomStream): number {
    return this.#min + this.#width * stream.uniform();
  }
}
