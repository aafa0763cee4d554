import { requestKey } from '../balancer/haproxy/request-key.ts';
import type { HashedPart, HashFunction } from '../spec.ts';
import type { RequestContents } from './request-contents.ts';

/** What a balancer's hash goes by, of each request: worked out once for each text that they can have. */
export class RequestKeys {
  readonly #contents: RequestContents;
  readonly #part: HashedPart;
  readonly #function: HashFunction;
  /** By the request's voice, then by which of its texts. */
  readonly #known: Map<number, number>[] = [];

  constructor(contents: RequestContents, part: HashedPart, by: HashFunction) {
    this.#contents = contents;
    this.#part = part;
    this.#function = by;
  }

  /** 32 bits; −1 = the request lacks what is to be hashed. */
  of(slot: number): number {
    const contents = this.#contents.to(slot);
    const { voice } = contents;
    this.#known[voice] ??= new Map();
    const known = this.#known[voice];
    const variant = contents.variantOf(this.#part);
    let key = known.get(variant);
    if (key === undefined) {
      key = requestKey(this.#part, this.#function, contents);
      known.set(variant, key);
    }
    return key;
  }
}
