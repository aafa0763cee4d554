import { type BalancedServer, noServer } from '../algorithm.ts';

/** A place in a table of turns, kept when the table is made anew (haproxy 2.6: src/lb_map.c, `map_get_server_rr`). */
export class TurnWalk {
  readonly #servers: readonly BalancedServer[];
  #place = 0;

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
  }

  /** The next free server, other than `avoid` if possible; −1 if none is free in one lap. */
  next(turns: readonly number[], avoid: number): number {
    const { length } = turns;
    if (length === 0) return noServer;
    if (this.#place >= length) this.#place = 0;
    let avoided = noServer;
    let afterAvoided = 0;
    const start = this.#place;
    let place = start;
    do {
      const server = turns[place++]!;
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
}
