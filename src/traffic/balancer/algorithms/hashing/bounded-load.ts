import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../../algorithm.ts';
import { loadOf } from '../load.ts';
import { HashRing } from './hash-ring.ts';
import { requestHash } from './request-hash.ts';

export interface BoundedLoadParameters {
  /** Points of all servers together, at least. */
  readonly leastPoints: number;
  /** No server has more than so many times its share of all requests; above 1. */
  readonly balanceFactor: number;
}

/**
 * Consistent hashing with bounded loads (V. Mirrokni, M. Thorup, M. Zadimoghaddam, arXiv:1608.01350): as the ring hash, but a
 * server has at most ⌈c · (m + 1) · its share of the weights⌉ of m + 1 requests; the next on the ring takes what is more.
 */
export class BoundedLoad implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #ring: HashRing;
  readonly #balanceFactor: number;

  constructor(servers: readonly BalancedServer[], { leastPoints, balanceFactor }: BoundedLoadParameters) {
    this.#servers = servers;
    this.#ring = new HashRing(servers, leastPoints);
    this.#balanceFactor = balanceFactor;
  }

  pick(avoid: number, asking: Asking): number {
    const { points } = this.#ring;
    if (points === 0) return noServer;
    const capacityPerWeight = this.#capacityPerWeight();
    const start = this.#ring.pointAt(requestHash(asking));
    let next = noServer;
    for (let step = 0; step < points; step++) {
      const index = this.#ring.serverAt(start + step);
      const server = this.#servers[index]!;
      if (server.saturated) continue;
      if (index !== avoid && loadOf(server) < Math.ceil(capacityPerWeight * server.effectiveWeight)) return index;
      if (next === noServer || next === avoid) next = index;
    }
    // The bound leaves room somewhere, but only on servers that are saturated or to be avoided.
    return next;
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

  #capacityPerWeight(): number {
    let requests = 1;
    let weight = 0;
    for (const server of this.#servers) {
      if (!server.usable) continue;
      requests += loadOf(server);
      weight += server.effectiveWeight;
    }
    return (this.#balanceFactor * requests) / weight;
  }
}
