import { noServer } from '../algorithm.ts';

/**
 * Servers in the order of their keys, and among equals of when they were put in: the first of them is known at once, and a change
 * costs the logarithm of their number. A tournament: each node of a binary tree holds the better of its two children's servers.
 */
export class LeastFirst {
  readonly #keys: Float64Array;
  /** When each was put in, as a running number. */
  readonly #turns: Float64Array;
  /** Number of leaves; the winner of the whole is at 1, and server i at #leaves + i. */
  readonly #leaves: number;
  readonly #winners: Int32Array;
  #turn = 0;

  constructor(servers: number) {
    this.#keys = new Float64Array(servers);
    this.#turns = new Float64Array(servers);
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(2, servers)));
    this.#winners = new Int32Array(2 * this.#leaves).fill(noServer);
  }

  /** −1 if there is none. */
  get first(): number {
    return this.#winners[1]!;
  }

  has(server: number): boolean {
    return this.#winners[this.#leaves + server] !== noServer;
  }

  key(server: number): number {
    return this.#keys[server]!;
  }

  /** Behind those with the same key, wherever it was before. */
  put(server: number, key: number): void {
    this.#keys[server] = key;
    this.#turns[server] = this.#turn++;
    this.#set(server, server);
  }

  remove(server: number): void {
    this.#set(server, noServer);
  }

  /** Whether the first one comes before the second; −1 comes last. */
  isBefore(a: number, b: number): boolean {
    if (a === noServer || b === noServer) return a !== noServer;
    const difference = this.#keys[a]! - this.#keys[b]!;
    return difference < 0 || (difference === 0 && this.#turns[a]! < this.#turns[b]!);
  }

  #set(server: number, winner: number): void {
    const winners = this.#winners;
    let node = this.#leaves + server;
    winners[node] = winner;
    for (node >>= 1; node > 0; node >>= 1) {
      const left = winners[2 * node]!;
      const right = winners[2 * node + 1]!;
      winners[node] = this.isBefore(right, left) ? right : left;
    }
  }
}
