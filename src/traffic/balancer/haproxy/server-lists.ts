const none = -1;

/**
 * Several ordered lists of servers, each server in at most one of them: by key, and among equals in the order in which
 * they were put in. Links live in arrays; nothing is allocated when servers move.
 */
export class ServerLists {
  readonly #keys: Float64Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #listOf: Int32Array;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;

  constructor(lists: number, servers: number) {
    this.#keys = new Float64Array(servers);
    this.#next = new Int32Array(servers);
    this.#previous = new Int32Array(servers);
    this.#listOf = new Int32Array(servers).fill(none);
    this.#heads = new Int32Array(lists).fill(none);
    this.#tails = new Int32Array(lists).fill(none);
  }

  /** −1 if it is empty. */
  first(list: number): number {
    return this.#heads[list]!;
  }

  /** The list that the server is in, −1 = none. */
  listOf(server: number): number {
    return this.#listOf[server]!;
  }

  /** The server is in no list. New keys tend to be the greatest: the place is looked for from the end. */
  insert(list: number, server: number, key: number): void {
    let before = this.#tails[list]!;
    while (before !== none && this.#keys[before]! > key) before = this.#previous[before]!;
    const after = before === none ? this.#heads[list]! : this.#next[before]!;
    this.#keys[server] = key;
    this.#listOf[server] = list;
    this.#previous[server] = before;
    this.#next[server] = after;
    if (before === none) this.#heads[list] = server;
    else this.#next[before] = server;
    if (after === none) this.#tails[list] = server;
    else this.#previous[after] = server;
  }

  /** No effect if it is in none. */
  remove(server: number): void {
    const list = this.#listOf[server]!;
    if (list === none) return;
    const before = this.#previous[server]!;
    const after = this.#next[server]!;
    if (before === none) this.#heads[list] = after;
    else this.#next[before] = after;
    if (after === none) this.#tails[list] = before;
    else this.#previous[after] = before;
    this.#listOf[server] = none;
  }
}
