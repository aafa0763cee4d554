import type { Quantile } from './quantile.ts';

/** One of the given values: the least that the wanted share of the weights does not exceed. */
export class EmpiricalQuantile implements Quantile {
  readonly #values: Float64Array;
  readonly #cumulative: Float64Array;

  constructor(values: readonly number[], weights: readonly number[]) {
    const order = values.map((_, index) => index).sort((a, b) => values[a]! - values[b]!);
    this.#values = Float64Array.from(order, (index) => values[index]!);
    this.#cumulative = new Float64Array(values.length);
    let total = 0;
    order.forEach((index, place) => {
      total += weights[index]!;
      this.#cumulative[place] = total;
    });
  }

  at(share: number): number {
    const cumulative = this.#cumulative;
    const wanted = share * cumulative[cumulative.length - 1]!;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulative[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return this.#values[low]!;
  }
}
