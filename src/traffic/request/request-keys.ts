import { requestKey } from '../balancer/haproxy/request-key.ts';
import type { RequestTable } from '../request-table.ts';
import type { HashedPart, HashFunction } from '../spec.ts';
import type { RequestContents } from './request-contents.ts';

/** What a balancer's hash goes by, of each request: worked out once for each text that a client's requests can have. */
export class RequestKeys {
  readonly #requests: RequestTable;
  readonly #contents: RequestContents;
  readonly #part: HashedPart;
  readonly #function: HashFunction;
  /** By client, then by which of its texts. */
  readonly #known: Map<number, number>[] = [];

  constructor(requests: RequestTable, contents: RequestContents, part: HashedPart, by: HashFunction) {
    this.#requests = requests;
    this.#contents = contents;
    this.#part = part;
    this.#function = by;
  }

  /** 32 bits; −1 = the request lacks what is to be hashed. */
  of(slot: number): number {
    const client = this.#requests.client[slot]!;
    this.#known[client] ??= new Map();
    const known = this.#known[client];
    const contents = this.#contents.to(slot);
    const variant = contents.variantOf(this.#part);
    let key = known.get(variant);
    if (key === undefined) {
      key = requestKey(this.#part, this.#function, contents);
      known.set(variant, key);
    }
    return key;
  }
}
