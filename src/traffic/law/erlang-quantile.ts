import type { Quantile } from './quantile.ts';

const maxSteps = 200;

/** The Erlang law's quantile: Newton's method on its distribution function, kept inside a shrinking bracket. */
export class ErlangQuantile implements Quantile {
  readonly #shape: number;
  readonly #scale: number;
  /** ln (shape − 1)! */
  readonly #logFactorial: number;

  constructor(shape: number, mean: number) {
    this.#shape = shape;
    this.#scale = mean / shape;
    let sum = 0;
    for (let i = 2; i < shape; i++) sum += Math.log(i);
    this.#logFactorial = sum;
  }

  at(share: number): number {
    const shape = this.#shape;
    let low = 0;
    let high = Number.POSITIVE_INFINITY;
    let x = shape;
    for (let step = 0; step < maxSteps; step++) {
      // The distribution function is 1 − Σ_{i<shape} e^−x xⁱ/i!; its derivative is the last of these terms. They are added
      // from that one down: e^−x alone would be 0 for a large shape.
      const density = Math.exp((shape - 1) * Math.log(x) - x - this.#logFactorial);
      let term = density;
      let above = term;
      for (let i = shape - 1; i > 0; i--) {
        term *= i / x;
        above += term;
      }
      const error = above - (1 - share);
      if (error > 0) low = x;
      else high = x;
      let next = x + error / density;
      if (!(next > low && next < high)) next = high === Number.POSITIVE_INFINITY ? 2 * x : (low + high) / 2;
      if (Math.abs(next - x) <= 1e-14 * x) return next * this.#scale;
      x = next;
    }
    return x * this.#scale;
  }
}
