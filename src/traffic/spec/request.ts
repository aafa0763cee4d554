/** What a client's requests say: what conditions of a balancer look at, and what hashes go by. */

/** So many that are told apart by a number from 1, chosen by Zipf's law: the k-th with a probability like 1 ÷ k^exponent. */
export interface Variety {
  readonly count: number;
  /** 0 = all alike. */
  readonly exponent: number;
}

/** A text, or many: `{n}` in it is then the number of the one that was chosen. */
export interface VariedText {
  readonly text: string;
  readonly variety: Variety;
}

export interface RequestHeader {
  /** Found whatever its case. */
  readonly name: string;
  readonly value: VariedText;
}

export interface RequestContent {
  readonly method: string;
  /** Path and query. */
  readonly path: VariedText;
  readonly headers: readonly RequestHeader[];
  /** Where it comes from: so many IPv4 addresses from this one (32 bits) on. */
  readonly source: { readonly firstAddress: number; readonly variety: Variety };
}

export const one: Variety = { count: 1, exponent: 0 };

/** GET / from one machine, without headers. */
export const plainContent: RequestContent = {
  method: 'GET',
  path: { text: '/', variety: one },
  headers: [],
  // 172.31.0.1: the first host of the last private network of class B.
  source: { firstAddress: 0xac1f0001, variety: one },
};
