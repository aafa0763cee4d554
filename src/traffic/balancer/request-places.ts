import { noServer } from './algorithm.ts';
import type { PoolServer } from './pool-server.ts';

const leastLength = 64;

/** Which server each request of a pool has. */
export class RequestPlaces {
  /** By request: its server, −1 = none; and 1 = it counts among that one's `served`. */
  #serverOf = new Int32Array(0);
  #counted = new Uint8Array(0);

  /** Room for the request. */
  reserve(request: number): void {
    if (request >= this.#serverOf.length) this.#grow(request);
  }

  /** −1 = none. */
  serverOf(request: number): number {
    return this.#serverOf[request] ?? noServer;
  }

  give(request: number, server: PoolServer, counted: boolean): void {
    this.#serverOf[request] = server.index;
    this.#counted[request] = counted ? 1 : 0;
    server.current++;
    if (counted) server.served++;
  }

  /** It has this server; whether it counted among its `served`. */
  release(request: number, server: PoolServer): boolean {
    const counted = this.#counted[request] === 1;
    this.#serverOf[request] = noServer;
    server.current--;
    if (counted) server.served--;
    return counted;
  }

  /** `to` has the place that the request had. */
  handOver(request: number, to: number): void {
    this.reserve(to);
    this.#serverOf[to] = this.#serverOf[request]!;
    this.#counted[to] = this.#counted[request]!;
    this.#serverOf[request] = noServer;
  }

  #grow(request: number): void {
    const length = Math.max(leastLength, 2 * this.#serverOf.length, request + 1);
    const serverOf = new Int32Array(length).fill(noServer);
    const counted = new Uint8Array(length);
    serverOf.set(this.#serverOf);
    counted.set(this.#counted);
    this.#serverOf = serverOf;
    this.#counted = counted;
  }
}
