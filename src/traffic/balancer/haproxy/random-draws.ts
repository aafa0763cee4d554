import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../algorithm.ts';
import { ConsistentRing } from './consistent-ring.ts';

/**
 * HAProxy's `random(d)`: of d points drawn on the consistent ring the less loaded server, the later draw if equal (haproxy 2.6:
 * src/backend.c, `get_server_rnd`). Idle servers therefore get their arcs of the ring, not exactly their weights' shares.
 */
export class RandomDraws implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #ring: ConsistentRing;
  readonly #draws: number;

  constructor(servers: readonly BalancedServer[], draws: number) {
    this.#servers = servers;
    this.#ring = new ConsistentRing(servers);
    this.#draws = draws;
  }

  pick(avoid: number, asking: Asking): number {
    let best = noServer;
    for (let draw = 0; draw < this.#draws; draw++) {
      const drawn = this.#ring.serverNear(Math.floor(asking.draw() * 2 ** 32), avoid);
      if (drawn === noServer) return noServer;
      if (best === noServer || !this.#isBusier(drawn, best)) best = drawn;
    }
    // There is no other draw: the request waits for any server.
    return this.#servers[best]!.saturated ? noServer : best;
  }

  #isBusier(a: number, b: number): boolean {
    const one = this.#servers[a]!;
    const other = this.#servers[b]!;
    return one.served * other.effectiveWeight > other.served * one.effectiveWeight;
  }

  serverUp(): void {
    this.#ring.build();
  }

  serverDown(): void {
    this.#ring.build();
  }

  weightChanged(): void {
    this.#ring.build();
  }
}
