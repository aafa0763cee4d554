import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../../algorithm.ts';
import { HashRing } from './hash-ring.ts';
import { requestHash } from './request-hash.ts';

export interface RingHashParameters {
  /** Points of all servers together, at least. */
  readonly leastPoints: number;
}

/** A consistent hash: the server at the first point of the ring from the request's place on; if it is not free, the next. */
export class RingHash implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #ring: HashRing;

  constructor(servers: readonly BalancedServer[], { leastPoints }: RingHashParameters) {
    this.#servers = servers;
    this.#ring = new HashRing(servers, leastPoints);
  }

  pick(avoid: number, asking: Asking): number {
    const { points } = this.#ring;
    if (points === 0) return noServer;
    const start = this.#ring.pointAt(requestHash(asking));
    let avoided = noServer;
    for (let step = 0; step < points; step++) {
      const server = this.#ring.serverAt(start + step);
      if (this.#servers[server]!.saturated) continue;
      if (server !== avoid) return server;
      avoided = server;
    }
    return avoided;
  }

  serverUp(): void {
    this.#ring.changed();
  }

  serverDown(): void {
    this.#ring.changed();
  }

  weightChanged(): void {
    this.#ring.changed();
  }
}
