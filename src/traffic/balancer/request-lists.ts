const none = -1;

/**
 * Several queues of requests, each request in at most one of them: who came first is first. A request is a number that its owner
 * gives it (a slot); links live in arrays over these numbers, and nothing is allocated when requests move.
 */
export class RequestLists {
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #lengths: Int32Array;
  #listOf = new Int32Array(0);
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  #sinceMs = new Float64Array(0);

  constructor(lists: number) {
    this.#heads = new Int32Array(lists).fill(none);
    this.#tails = new Int32Array(lists).fill(none);
    this.#lengths = new Int32Array(lists);
  }

  length(list: number): number {
    return this.#lengths[list]!;
  }

  /** −1 if it is empty. */
  first(list: number): number {
    return this.#heads[list]!;
  }

  /** The list that the request is in, −1 = none. */
  listOf(request: number): number {
    return this.#listOf[request] ?? none;
  }

  /** Since when it has been in its list. */
  sinceMs(request: number): number {
    return this.#sinceMs[request]!;
  }

  /** The request is in no list. */
  append(list: number, request: number, nowMs: number): void {
    if (request >= this.#listOf.length) this.#grow(request);
    const last = this.#tails[list]!;
    this.#listOf[request] = list;
    this.#sinceMs[request] = nowMs;
    this.#previous[request] = last;
    this.#next[request] = none;
    if (last === none) this.#heads[list] = request;
    else this.#next[last] = request;
    this.#tails[list] = request;
    this.#lengths[list]!++;
  }

  /** The request is in a list. */
  remove(request: number): void {
    const list = this.#listOf[request]!;
    const before = this.#previous[request]!;
    const after = this.#next[request]!;
    if (before === none) this.#heads[list] = after;
    else this.#next[before] = after;
    if (after === none) this.#tails[list] = before;
    else this.#previous[after] = before;
    this.#listOf[request] = none;
    this.#lengths[list]!--;
  }

  #grow(request: number): void {
    const from = this.#listOf.length;
    const to = Math.max(64, 2 * from, request + 1);
    const listOf = new Int32Array(to).fill(none, from);
    const next = new Int32Array(to);
    const previous = new Int32Array(to);
    const sinceMs = new Float64Array(to);
    listOf.set(this.#listOf);
    next.set(this.#next);
    previous.set(this.#previous);
    sinceMs.set(this.#sinceMs);
    this.#listOf = listOf;
    this.#next = next;
    this.#previous = previous;
    this.#sinceMs = sinceMs;
  }
}
