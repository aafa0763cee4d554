import { type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../algorithm.ts';
import { ServerLists } from './server-lists.ts';

/** `SRV_EWGHT_MAX` */
const maxWeight = 4096;

/** The list of usable servers; there is no other. */
const byLoad = 0;

/**
 * HAProxy's `leastconn`: the least loaded for its weight, and of equals the one that has waited longest (haproxy 2.6:
 * src/lb_fwlc.c). A server moves behind its equals whenever its load changes.
 */
export class LeastConnections implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #lists: ServerLists;
  /** By server: the key that it was put in by. */
  readonly #keys: Float64Array;

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
    this.#lists = new ServerLists(1, servers.length);
    this.#keys = new Float64Array(servers.length);
    for (const { usable, index } of servers) if (usable) this.serverUp(index);
  }

  /** `fwlc_get_next_server` */
  pick(avoid: number): number {
    let avoided = noServer;
    for (let server = this.#lists.first(byLoad); server !== noServer; server = this.#lists.after(server)) {
      if (this.#servers[server]!.full) continue;
      if (server !== avoid) return server;
      avoided = server;
    }
    return avoided;
  }

  serverUp(index: number): void {
    const key = this.#keyOf(index);
    this.#keys[index] = key;
    this.#lists.insert(byLoad, index, key);
  }

  serverDown(index: number): void {
    this.#lists.remove(index);
  }

  /** Behind its equals, whatever its load. */
  weightChanged(index: number): void {
    this.#lists.remove(index);
    this.serverUp(index);
  }

  /** `fwlc_srv_reposition` */
  loadChanged(index: number): void {
    if (this.#lists.listOf(index) !== byLoad || this.#keyOf(index) === this.#keys[index]) return;
    this.#lists.remove(index);
    this.serverUp(index);
  }

  /** An idle server comes before all others, however light it is. */
  #keyOf(index: number): number {
    const { served, queued, effectiveWeight } = this.#servers[index]!;
    const load = served + queued;
    return load === 0 ? 0 : Math.floor(((load + 1) * maxWeight) / effectiveWeight);
  }
}
