import type { DistributionSpec } from '../../kernel/distribution.ts';
import { makeQuantile } from '../law/make-quantile.ts';
import type { Quantile } from '../law/quantile.ts';
import type { RequestContent } from '../spec/request.ts';

/** A kind of a client's requests. */
export interface RequestClass {
  readonly name: string;
  /** Of the client's requests, 0…1. */
  readonly share: number;
  /** CPU time of one, in ms; `null` = what the image says. */
  readonly demandMs: DistributionSpec | null;
  /** What one says; absent = what all of the client's say. */
  readonly content?: RequestContent;
}

/**
 * What a client's requests ask for, class by class. A request's share of the law tells its class, too: the first class has the lowest
 * shares, and each its own law over its part of them. So a request is of the same class wherever it goes, and nothing more is drawn.
 */
export class RequestClasses {
  readonly names: readonly string[];
  /** What those of each say; absent = what all of the client's say. */
  readonly contents: readonly (RequestContent | undefined)[];
  /** Where each class ends. */
  readonly #ends: readonly number[];
  readonly #laws: readonly (Quantile | null)[];

  /** Shares add up to 1. */
  constructor(classes: readonly RequestClass[]) {
    let end = 0;
    this.names = classes.map(({ name }) => name);
    this.contents = classes.map(({ content }) => content);
    this.#ends = classes.map(({ share }) => {
      end += share;
      return end;
    });
    this.#laws = classes.map(({ demandMs }) => (demandMs === null ? null : makeQuantile(demandMs)));
  }

  /** Which class a request is of, by what it drew for its demand. */
  of(share: number): number {
    const last = this.#ends.length - 1;
    for (let index = 0; index < last; index++) if (share < this.#ends[index]!) return index;
    return last;
  }

  /** CPU time of a request, in ms; `image` is the law of whoever serves it. */
  at(share: number, image: Quantile): number {
    const index = this.of(share);
    const from = this.#ends[index - 1] ?? 0;
    const width = this.#ends[index]! - from;
    // The sum of the shares may miss 1 by a rounding.
    const own = Math.min((share - from) / width, 1 - Number.EPSILON);
    return (this.#laws[index] ?? image).at(own);
  }
}
