import { type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../../algorithm.ts';

/**
 * nginx's smooth weighted round robin (nginx/nginx: src/http/ngx_http_upstream_round_robin.c, `ngx_http_upstream_get_peer`): at
 * each turn every server gains its weight, and the one that has most, the first declared among equals, takes the request and
 * pays the weight of all. So weights 5, 1, 1 give a a b a c a a. What a server has gained it keeps while it is away. nginx's
 * `max_fails` is not modelled.
 */
export class SmoothRoundRobin implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #gained: Float64Array;

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
    this.#gained = new Float64Array(servers.length);
  }

  pick(avoid: number): number {
    let best = noServer;
    let total = 0;
    for (const { index, usable, saturated, effectiveWeight } of this.#servers) {
      if (!usable || saturated || index === avoid) continue;
      this.#gained[index]! += effectiveWeight;
      total += effectiveWeight;
      if (best === noServer || this.#gained[index]! > this.#gained[best]!) best = index;
    }
    if (best !== noServer) this.#gained[best]! -= total;
    else if (avoid !== noServer) return this.pick(noServer);
    return best;
  }

  serverUp(): void {}

  serverDown(): void {}

  weightChanged(): void {}
}
