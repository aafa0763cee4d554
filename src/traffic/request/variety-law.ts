import type { Variety } from '../spec.ts';

/** Which of many: Zipf's law by inversion. */
export class VarietyLaw {
  readonly count: number;
  /** Of each: the probability that it or one before it is chosen; `null` = all alike. */
  readonly #cumulative: Float64Array | null;

  constructor({ count, exponent }: Variety) {
    this.count = count;
    this.#cumulative = exponent === 0 ? null : cumulative(count, exponent);
  }

  /** From 0, by a number 0 < u < 1. */
  at(u: number): number {
    const shares = this.#cumulative;
    if (shares === null) return Math.floor(u * this.count);
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shares[middle]! < u) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function cumulative(count: number, exponent: number): Float64Array {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    sum += (k + 1) ** -exponent;
    sums[k] = sum;
  }
  for (let k = 0; k < count; k++) sums[k]! /= sum;
  return sums;
}
