import xor128, { type Xor128, type Xor128State } from 'seedrandom/lib/xor128.js';
import { drawExponentials, drawUniforms } from './draw-in-blocks.ts';
import { exponentialZiggurat, normalTail, normalZiggurat } from './ziggurat.ts';

const twoTo21 = 2 ** 21;
const twoTo32 = 2 ** 32;

/**
 * One stream of random numbers: Marsaglia's xorshift128 (`seedrandom/lib/xor128`). Obtained from `RandomStreams`, which
 * gives it a state that is independent of all other streams'.
 *
 * Resolution: the generator makes 32 bits at a time. `uniform` joins two draws into 53 bits, all that a double holds.
 * With 32 bits alone, no value below 2⁻³² would come (a heavy tail would end there), a run of 100,000 draws would repeat
 * one with a probability of two thirds (two arrivals at the same instant), and a long run would show the grid.
 */
export class RandomStream {
  #generator: Xor128;
  #bits: () => number;

  constructor(state: Xor128State) {
    // All zeros is the one state that xorshift never leaves.
    const dead = (state.x | state.y | state.z | state.w) === 0;
    this.#generator = xor128(0, { state: dead ? { x: 1, y: 0, z: 0, w: 0 } : state });
    this.#bits = this.#generator.int32;
  }

  /** Uniform on [0, 1) with 53 bits (0 itself never comes, so that its logarithm is safe). */
  uniform(): number {
    return this.#generator.double();
  }

  /** A whole number from 0 to n − 1, each as likely (to within n/2⁵³). Throws a RangeError unless n is a whole number ≥ 1. */
  int(n: number): number {
    if (!(Number.isSafeInteger(n) && n >= 1))
      throw new RangeError(`int(n) needs a whole number n of at least 1, not ${n}`);
    return Math.floor(this.#generator.double() * n);
  }

  /** Fills the block with uniform draws, as so many calls would give them. */
  fillUniform(block: Float64Array): void {
    const state = this.#generator.state();
    drawUniforms(state, block);
    this.#goOnFrom(state);
  }

  /** Fills the block with exponential draws, as so many calls would give them. */
  fillExponential(block: Float64Array): void {
    const state = this.#generator.state();
    drawExponentials(state, block);
    this.#goOnFrom(state);
  }

  /** Exponential with mean 1. */
  exponential(): number {
    const { x, y } = exponentialZiggurat;
    let shift = 0;
    for (;;) {
      const bits = this.#bits();
      const layer = bits & 255;
      const value = this.#fraction(bits) * x[layer]!;
      if (value < x[layer + 1]!) return shift + value;
      if (layer === 0) {
        // The tail of an exponential is an exponential again, from where it begins.
        shift += x[1]!;
      } else if (y[layer]! + (y[layer + 1]! - y[layer]!) * this.uniform() < Math.exp(-value)) {
        return shift + value;
      }
    }
  }

  /** Normal with mean 0 and variance 1. */
  normal(): number {
    const { x, y } = normalZiggurat;
    for (;;) {
      const bits = this.#bits();
      const layer = bits & 255;
      const sign = (bits & 256) === 0 ? 1 : -1;
      const value = this.#fraction(bits) * x[layer]!;
      if (value < x[layer + 1]!) return sign * value;
      if (layer === 0) return sign * normalTail(x[1]!, this);
      if (y[layer]! + (y[layer + 1]! - y[layer]!) * this.uniform() < Math.exp(-0.5 * value * value))
        return sign * value;
    }
  }

  /** Puts the items into a random order, in place (Fisher and Yates), and returns them. */
  shuffle<T>(items: T[]): T[] {
    for (let last = items.length - 1; last > 0; last--) {
      const chosen = this.int(last + 1);
      const item = items[chosen]!;
      items[chosen] = items[last]!;
      items[last] = item;
    }
    return items;
  }

  /** One of the items, each as likely. Throws a RangeError if there are none. */
  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new RangeError('cannot pick one of no items');
    return items[this.int(items.length)]!;
  }

  #goOnFrom(state: Xor128State): void {
    this.#generator = xor128(0, { state });
    this.#bits = this.#generator.int32;
  }

  /** 53 bits in [0, 1): the upper 21 of the bits given and 32 fresh ones. The lower 11 stay free to choose layer and sign. */
  #fraction(bits: number): number {
    return ((bits >>> 11) + (this.#bits() >>> 0) / twoTo32) / twoTo21;
  }
}
