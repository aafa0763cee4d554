import type { BalanceAlgorithm } from '../spec.ts';
import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer, type Prober } from './algorithm.ts';
import { isMapBased, makeAlgorithm } from './make-algorithm.ts';
import type { PoolServer } from './pool-server.ts';

/**
 * Which of a backend's servers an algorithm chooses among: the active ones; if none of them is usable, the first usable backup
 * without any choice, or with `option allbackups` all of them.
 */
export class ServerChoice {
  readonly #servers: readonly PoolServer[];
  readonly #active: LoadBalancingAlgorithm;
  /** `null` = backups are taken in the order of their declaration. */
  readonly #backups: LoadBalancingAlgorithm | null;
  readonly #mapBased: boolean;
  readonly #allBackups: boolean;
  #usableActive = 0;
  #usableBackups = 0;
  /** The only backup that is in use while no active server is. */
  #firstBackup: number = noServer;

  constructor(servers: readonly PoolServer[], spec: BalanceAlgorithm, allBackups: boolean, makeProber: () => Prober) {
    this.#servers = servers;
    this.#mapBased = isMapBased(spec);
    this.#allBackups = allBackups;
    const group = (backup: boolean) =>
      servers.map((server) => (server.backup === backup ? server : new Unused(server.index)));
    // A table of turns knows of backups itself.
    this.#active = makeAlgorithm(spec, this.#mapBased ? servers : group(false), allBackups, makeProber);
    this.#backups = this.#mapBased
      ? this.#active
      : allBackups
        ? makeAlgorithm(spec, group(true), true, makeProber)
        : null;
    this.#count();
  }

  /** The next request's server, not `avoid` if there is another (−1 = any); −1 = none is free. Some server is usable. */
  pick(avoid: number, asking: Asking): number {
    if (this.#usableActive > 0 || this.#mapBased) return this.#active.pick(avoid, asking);
    return this.#backups === null ? this.#firstBackup : this.#backups.pick(avoid, asking);
  }

  /** While requests wait in the backend's queue, one more joins them at once. */
  get queuesBehind(): boolean {
    return this.#active.queuesBehind ?? false;
  }

  get someUsable(): boolean {
    return this.#usableActive + this.#usableBackups > 0;
  }

  get usableActive(): number {
    return this.#usableActive;
  }

  /** It may take requests that wait for any server. */
  inUse({ usable, backup, index }: PoolServer): boolean {
    return usable && (!backup || (this.#usableActive === 0 && (this.#allBackups || index === this.#firstBackup)));
  }

  /** The server's state or weight is another now. */
  changed(server: PoolServer, wasUsable: boolean, oldWeight: number): void {
    const { index, usable, effectiveWeight } = server;
    if (wasUsable !== usable) this.#count();
    const algorithm = this.#algorithmOf(server);
    if (wasUsable && usable) {
      if (effectiveWeight !== oldWeight) algorithm?.weightChanged(index, oldWeight);
    } else if (usable) algorithm?.serverUp(index);
    else if (wasUsable) algorithm?.serverDown(index, oldWeight);
  }

  loadChanged(server: PoolServer): void {
    this.#algorithmOf(server)?.loadChanged?.(server.index);
  }

  answered(server: PoolServer, latencyMs: number, ok: boolean, nowMs: number): void {
    this.#algorithmOf(server)?.answered?.(server.index, latencyMs, ok, nowMs);
  }

  /** It wants to be told of servers that say that they are idle. */
  get hearsOfIdle(): boolean {
    return this.#active.idle !== undefined;
  }

  /** It goes by how long answers take. */
  get hearsOfAnswers(): boolean {
    return this.#active.answered !== undefined;
  }

  idle(server: PoolServer): void {
    this.#algorithmOf(server)?.idle?.(server.index);
  }

  /** It asks servers how they are. */
  get probes(): boolean {
    return this.#active.probed !== undefined;
  }

  probed(server: PoolServer, inFlight: number, latencyMs: number, nowMs: number): void {
    this.#algorithmOf(server)?.probed?.(server.index, inFlight, latencyMs, nowMs);
  }

  #algorithmOf({ backup }: PoolServer): LoadBalancingAlgorithm | null {
    return backup ? this.#backups : this.#active;
  }

  #count(): void {
    this.#usableActive = 0;
    this.#usableBackups = 0;
    this.#firstBackup = noServer;
    for (const { usable, backup, index } of this.#servers) {
      if (!usable) continue;
      if (!backup) this.#usableActive++;
      else if (this.#usableBackups++ === 0) this.#firstBackup = index;
    }
  }
}

/** A server of the other group among those that an algorithm sees: it is never its turn. */
class Unused implements BalancedServer {
  readonly index: number;
  readonly id = 0;
  readonly backup = false;
  readonly initialWeight = 0;
  readonly served = 0;
  readonly queued = 0;
  readonly effectiveWeight = 0;
  readonly usable = false;
  readonly saturated = false;
  readonly full = false;

  constructor(index: number) {
    this.index = index;
  }
}
