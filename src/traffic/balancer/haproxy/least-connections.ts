import { type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../algorithm.ts';
import { LeastFirst } from './least-first.ts';

/** `SRV_EWGHT_MAX` */
const maxWeight = 4096;

/**
 * HAProxy's `leastconn`: the least loaded for its weight, and of equals the one that has waited longest (haproxy 2.6:
 * src/lb_fwlc.c). A server moves behind its equals whenever its load changes.
 */
export class LeastConnections implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #usable: LeastFirst;

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
    this.#usable = new LeastFirst(servers.length);
    for (const { usable, index } of servers) if (usable) this.serverUp(index);
  }

  /** `fwlc_get_next_server` */
  pick(avoid: number): number {
    const { first } = this.#usable;
    if (first === noServer || (first !== avoid && !this.#servers[first]!.full)) return first;
    let best = noServer;
    for (const { index } of this.#servers) {
      if (index === avoid || !this.#isFree(index)) continue;
      if (this.#usable.isBefore(index, best)) best = index;
    }
    return best === noServer && avoid !== noServer && this.#isFree(avoid) ? avoid : best;
  }

  serverUp(index: number): void {
    this.#usable.put(index, this.#keyOf(index));
  }

  serverDown(index: number): void {
    this.#usable.remove(index);
  }

  /** Behind its equals, whatever its load. */
  weightChanged(index: number): void {
    this.#usable.put(index, this.#keyOf(index));
  }

  /** `fwlc_srv_reposition` */
  loadChanged(index: number): void {
    if (!this.#usable.has(index)) return;
    const key = this.#keyOf(index);
    if (key !== this.#usable.key(index)) this.#usable.put(index, key);
  }

  #isFree(index: number): boolean {
    return this.#usable.has(index) && !this.#servers[index]!.full;
  }

  /** An idle server comes before all others, however light it is. */
  #keyOf(index: number): number {
    const { served, queued, effectiveWeight } = this.#servers[index]!;
    const load = served + queued;
    return load === 0 ? 0 : Math.floor(((load + 1) * maxWeight) / effectiveWeight);
  }
}
