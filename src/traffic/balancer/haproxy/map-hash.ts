import type { Asking, BalancedServer, LoadBalancingAlgorithm } from '../algorithm.ts';
import { noServer } from '../algorithm.ts';
import { fullHash } from './full-hash.ts';
import { TurnTable } from './turn-table.ts';
import { TurnWalk } from './turn-walk.ts';

/**
 * HAProxy's `hash-type map-based`: the hash modulo the table of turns (haproxy 2.6: src/lb_map.c, `map_get_server_hash`). Most
 * keys move when a server comes or goes. A request without a key takes the table's next turn. A saturated server is not passed over.
 */
export class MapHash implements LoadBalancingAlgorithm {
  readonly #table: TurnTable;
  readonly #walk: TurnWalk;
  readonly #avalanche: boolean;

  /** `servers`: backups included. */
  constructor(servers: readonly BalancedServer[], allBackups: boolean, avalanche: boolean) {
    this.#table = new TurnTable(servers, allBackups);
    this.#walk = new TurnWalk(servers);
    this.#avalanche = avalanche;
  }

  pick(avoid: number, { key }: Asking): number {
    const { turns, inUse } = this.#table;
    if (turns.length === 0) return noServer;
    if (key < 0) return this.#walk.next(turns, avoid);
    if (inUse === 1) return turns[0]!;
    return turns[(this.#avalanche ? fullHash(key) : key) % turns.length]!;
  }

  serverUp(): void {
    this.#table.recalculate();
  }

  serverDown(): void {
    this.#table.recalculate();
  }

  /** The configured weights hold. */
  weightChanged(): void {}
}
