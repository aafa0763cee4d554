import { type Hash128, hash128 } from './hash128.ts';
import { RandomStream } from './random-stream.ts';

/** Where the hash's four lanes start (digits of π): different, so that even a short text fills them differently. */
const lanes: Readonly<Hash128> = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];

/**
 * The random streams of one run, by name. A stream depends on the run's seed and its own name alone: who else draws, and
 * how often, changes nothing for it, and two runs under one seed meet the same numbers in streams of the same name.
 *
 * The 128 bits of a stream's state are a non-linear hash of both. Seeding the generator with their text would be linear
 * over GF(2), and the streams of neighbouring run seeds would correlate (up to −0.5).
 */
export class RandomStreams {
  readonly #seed: string;
  readonly #streams = new Map<string, RandomStream>();

  /** A number and its decimal text are the same seed. */
  constructor(seed: number | string) {
    this.#seed = String(seed);
  }

  /** The stream of that name: asked twice, the same one, where it stands. */
  stream(name: string): RandomStream {
    let stream = this.#streams.get(name);
    if (stream === undefined) {
      // The length keeps (seed, name) apart wherever the separator is.
      const [x, y, z, w] = hash128(`${this.#seed.length}:${this.#seed}\0${name}`, lanes);
      stream = new RandomStream({ x, y, z, w });
      this.#streams.set(name, stream);
    }
    return stream;
  }
}
