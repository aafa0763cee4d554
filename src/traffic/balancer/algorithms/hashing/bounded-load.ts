import type { BalancedServer } from '../../algorithm.ts';
import { loadOf } from '../load.ts';
import { RingHash, type RingHashParameters } from './ring-hash.ts';

export interface BoundedLoadParameters extends RingHashParameters {
  /** No server has more than so many times its share of all requests; above 1. */
  readonly balanceFactor: number;
}

/**
 * Consistent hashing with bounded loads (V. Mirrokni, M. Thorup, M. Zadimoghaddam, arXiv:1608.01350): as the ring hash, but a
 * server has at most ⌈c · (m + 1) · its share of the weights⌉ of m + 1 requests; the next on the ring takes what is more.
 */
export class BoundedLoad extends RingHash {
  readonly #balanceFactor: number;

  constructor(servers: readonly BalancedServer[], parameters: BoundedLoadParameters) {
    super(servers, parameters);
    this.#balanceFactor = parameters.balanceFactor;
  }

  protected override mostPerWeight(): number {
    let requests = 1;
    let weight = 0;
    for (const server of this.servers) {
      if (!server.usable) continue;
      requests += loadOf(server);
      weight += server.effectiveWeight;
    }
    return (this.#balanceFactor * requests) / weight;
  }

  protected override hasRoom(server: BalancedServer, mostPerWeight: number): boolean {
    return loadOf(server) < Math.ceil(mostPerWeight * server.effectiveWeight);
  }
}
