import { type Asking, type BalancedServer, noServer } from '../../algorithm.ts';
import { ByHash } from './by-hash.ts';
import { HashRing } from './hash-ring.ts';
import { requestHash } from './request-hash.ts';

export interface RingHashParameters {
  /** Points of all servers together, at least. */
  readonly leastPoints: number;
}

/** A consistent hash: the server at the first point of the ring from the request's place on; if it is not free, the next. */
export class RingHash extends ByHash {
  protected readonly servers: readonly BalancedServer[];
  readonly #ring: HashRing;

  constructor(servers: readonly BalancedServer[], { leastPoints }: RingHashParameters) {
    super();
    this.servers = servers;
    this.#ring = new HashRing(servers, leastPoints);
  }

  pick(avoid: number, asking: Asking): number {
    const { points } = this.#ring;
    if (points === 0) return noServer;
    const mostPerWeight = this.mostPerWeight();
    const start = this.#ring.pointAt(requestHash(asking));
    let next = noServer;
    for (let step = 0; step < points; step++) {
      const index = this.#ring.serverAt(start + step);
      const server = this.servers[index]!;
      if (server.saturated) continue;
      if (index !== avoid && this.hasRoom(server, mostPerWeight)) return index;
      if (next === noServer || next === avoid) next = index;
    }
    // Where there is room somewhere, then only on servers that are saturated or to be avoided.
    return next;
  }

  /** How many requests a server may have for each unit of its weight. */
  protected mostPerWeight(): number {
    return Number.POSITIVE_INFINITY;
  }

  protected hasRoom(_server: BalancedServer, _mostPerWeight: number): boolean {
    return true;
  }

  protected changed(): void {
    this.#ring.changed();
  }
}
