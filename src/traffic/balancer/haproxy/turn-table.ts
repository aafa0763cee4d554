import { greatestCommonDivisor } from '../../greatest-common-divisor.ts';
import { type BalancedServer, noServer } from '../algorithm.ts';

/**
 * HAProxy's map: a table of turns made from the configured weights (haproxy 2.6: src/lb_map.c, `init_server_map`,
 * `recalc_server_map`). It is made anew when a server comes or goes. If no active server is usable, it has the backups.
 */
export class TurnTable {
  readonly #servers: readonly BalancedServer[];
  readonly #weights: readonly number[];
  readonly #allBackups: boolean;
  /** Servers; empty if none is usable. */
  turns: readonly number[] = [];
  /** How many servers are in use. */
  inUse = 0;

  constructor(servers: readonly BalancedServer[], allBackups: boolean) {
    this.#servers = servers;
    this.#allBackups = allBackups;
    const divisor = servers.reduce((sum, { initialWeight }) => greatestCommonDivisor(sum, initialWeight), 0);
    this.#weights = servers.map(({ initialWeight }) => (divisor === 0 ? 0 : initialWeight / divisor));
    this.recalculate();
  }

  recalculate(): void {
    const usable = this.#servers.filter((server) => server.usable && this.#weights[server.index]! > 0);
    const active = usable.filter(({ backup }) => !backup);
    const candidates = active.length > 0 ? active : usable;
    const onlyFirst = active.length === 0 && !this.#allBackups;
    const counted = onlyFirst ? candidates.slice(0, 1) : candidates;
    this.inUse = counted.length;
    // HAProxy gives the first backup's weight in turns to all backups that are usable: most of them are the first one's.
    this.turns = this.#share(
      candidates,
      counted.reduce((sum, { index }) => sum + this.#weights[index]!, 0),
    );
  }

  #share(candidates: readonly BalancedServer[], total: number): number[] {
    if (total === 1) return [candidates[0]!.index];
    const scores = candidates.map(() => 0);
    return Array.from({ length: total }, () => {
      let best = noServer;
      let bestValue = 0;
      candidates.forEach(({ index }, i) => {
        scores[i]! += this.#weights[index]!;
        // A whole number, so that many tie and the first declared wins.
        const value = Math.trunc((scores[i]! + total) / total);
        if (best !== noServer && value <= bestValue) return;
        best = i;
        bestValue = value;
      });
      scores[best]! -= total;
      return candidates[best]!.index;
    });
  }
}
