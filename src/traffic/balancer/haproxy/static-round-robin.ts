import type { BalancedServer, LoadBalancingAlgorithm } from '../algorithm.ts';
import { TurnTable } from './turn-table.ts';
import { TurnWalk } from './turn-walk.ts';

/** HAProxy's `static-rr`: around a table of turns made from the configured weights. */
export class StaticRoundRobin implements LoadBalancingAlgorithm {
  readonly queuesBehind = true;
  readonly #table: TurnTable;
  readonly #walk: TurnWalk;

  /** `servers`: backups included. */
  constructor(servers: readonly BalancedServer[], allBackups: boolean) {
    this.#table = new TurnTable(servers, allBackups);
    this.#walk = new TurnWalk(servers);
  }

  pick(avoid: number): number {
    return this.#walk.next(this.#table.turns, avoid);
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
