import { type BalancedServer, type LoadBalancingAlgorithm, noServer } from './algorithm.ts';

/**
 * HAProxy's `static-rr`: a table of turns made from the configured weights (haproxy 2.6: src/lb_map.c, `recalc_server_map`,
 * `map_get_server_rr`). It is made anew when a server comes or goes; the place in it is kept.
 */
export class StaticRoundRobin implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #weights: readonly number[];
  #table: number[] = [];
  #place = 0;

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
    const divisor = servers.reduce((sum, { initialWeight }) => greatestCommonDivisor(sum, initialWeight), 0);
    this.#weights = servers.map(({ initialWeight }) => (divisor === 0 ? 0 : initialWeight / divisor));
    this.#recalculate();
  }

  pick(avoid: number): number {
    const length = this.#table.length;
    if (length === 0) return noServer;
    if (this.#place >= length) this.#place = 0;
    let avoided = noServer;
    let afterAvoided = 0;
    const start = this.#place;
    let place = start;
    do {
      const server = this.#table[place++]!;
      if (!this.#servers[server]!.saturated) {
        if (server !== avoid) {
          // It may be the table's end: it becomes 0 at the next pick, unless the table is longer by then.
          this.#place = place;
          return server;
        }
        avoided = server;
        afterAvoided = place;
      }
      if (place === length) place = 0;
    } while (place !== start);
    if (avoided !== noServer) this.#place = afterAvoided;
    return avoided;
  }

  serverUp(): void {
    this.#recalculate();
  }

  serverDown(): void {
    this.#recalculate();
  }

  /** The configured weights hold. */
  weightChanged(): void {}

  #recalculate(): void {
    const weights = this.#servers.map((server) => (server.usable ? this.#weights[server.index]! : 0));
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const scores = weights.map(() => 0);
    this.#table = [];
    for (let slot = 0; slot < total; slot++) {
      let best = noServer;
      let bestValue = 0;
      for (let server = 0; server < weights.length; server++) {
        if (weights[server] === 0) continue;
        scores[server]! += weights[server]!;
        // A whole number, so that many tie and the first declared wins.
        const value = Math.trunc((scores[server]! + total) / total);
        if (best === noServer || value > bestValue) {
          best = server;
          bestValue = value;
        }
      }
      this.#table.push(best);
      scores[best]! -= total;
    }
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
