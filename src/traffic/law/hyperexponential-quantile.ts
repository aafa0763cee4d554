import type { Quantile } from './quantile.ts';

interface Branch {
  readonly probability: number;
  readonly mean: number;
}

const maxSteps = 200;

/**
 * The hyperexponential law's quantile. Σ pᵢ e^(−x/mᵢ), the share above x, is convex and falls: Newton's method that begins
 * below the root climbs to it without ever passing it.
 */
export class HyperexponentialQuantile implements Quantile {
  readonly #branches: readonly Branch[];

  constructor(branches: readonly Branch[]) {
    this.#branches = branches.filter(({ probability }) => probability > 0);
  }

  at(share: number): number {
    const wanted = 1 - share;
    let x = 0;
    for (const { probability, mean } of this.#branches) x = Math.max(x, mean * Math.log(probability / wanted));
    for (let step = 0; step < maxSteps; step++) {
      let above = -wanted;
      let slope = 0;
      for (const { probability, mean } of this.#branches) {
        const part = probability * Math.exp(-x / mean);
        above += part;
        slope += part / mean;
      }
      const climb = above / slope;
      if (climb <= 1e-15 * x) break;
      x += climb;
    }
    return x;
  }
}
