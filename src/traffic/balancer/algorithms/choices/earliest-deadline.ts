import { type BalancedServer, noServer } from '../../algorithm.ts';

/**
 * Envoy's schedule for servers of different weights (envoyproxy/envoy: source/common/upstream/edf_scheduler.h): each server has
 * a deadline; the earliest is next, and its new deadline is 1/weight later. Equal ones: who has waited longest. Envoy begins at
 * a random place, this at the first declared.
 */
export class EarliestDeadline {
  readonly #servers: readonly BalancedServer[];
  readonly #weight: (server: BalancedServer) => number;
  readonly #deadlines: Float64Array;
  readonly #orders: Float64Array;
  #order = 0;

  constructor(servers: readonly BalancedServer[], weight: (server: BalancedServer) => number) {
    this.#servers = servers;
    this.#weight = weight;
    this.#deadlines = new Float64Array(servers.length);
    this.#orders = new Float64Array(servers.length);
  }

  /** All servers anew, as Envoy does when its hosts change. */
  reset(): void {
    for (const server of this.#servers) if (server.usable) this.#schedule(server, 0);
  }

  /** −1 if none is free. */
  pick(avoid: number): number {
    const best = this.#earliest(avoid);
    if (best !== noServer) this.#schedule(this.#servers[best]!, this.#deadlines[best]!);
    return best;
  }

  #earliest(avoid: number): number {
    let best = noServer;
    for (const { index, usable, saturated } of this.#servers) {
      if (!usable || saturated || index === avoid) continue;
      if (best === noServer || this.#isBefore(index, best)) best = index;
    }
    return best === noServer && avoid !== noServer ? this.#earliest(noServer) : best;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = this.#deadlines[a]! - this.#deadlines[b]!;
    return difference < 0 || (difference === 0 && this.#orders[a]! < this.#orders[b]!);
  }

  #schedule(server: BalancedServer, nowDeadline: number): void {
    this.#deadlines[server.index] = nowDeadline + 1 / this.#weight(server);
    this.#orders[server.index] = this.#order++;
  }
}
