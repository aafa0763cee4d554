import type { RandomStream } from '../kernel/random-stream.ts';

const length = 512;

/**
 * Draws of one kind from a stream, made many at a time: that keeps the generator's loop tight. For streams of which there
 * are few (a client's); nobody else may draw from the same stream.
 */
export class DrawBlock {
  readonly #stream: RandomStream;
  readonly #law: 'uniform' | 'exponential';
  readonly #values = new Float64Array(length);
  #next = length;

  constructor(stream: RandomStream, law: 'uniform' | 'exponential') {
    this.#stream = stream;
    this.#law = law;
  }

  next(): number {
    if (this.#next === length) this.#fill();
    return this.#values[this.#next++]!;
  }

  #fill(): void {
    if (this.#law === 'uniform') this.#stream.fillUniform(this.#values);
    else this.#stream.fillExponential(this.#values);
    this.#next = 0;
  }
}
