import type { BalanceAlgorithm } from '../spec.ts';
import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer } from './algorithm.ts';
import { RoundRobin } from './round-robin.ts';
import { StaticRoundRobin } from './static-round-robin.ts';

/** What the administrator wants of a server. */
export type AdminState = 'ready' | 'drain' | 'maintenance';
/** What its health checks say; `stopping` = it asked for no new requests. */
export type HealthState = 'up' | 'down' | 'stopping';

export interface DeclaredServer {
  /** HAProxy's numeric id. */
  readonly id: number;
  /** 0…256. */
  readonly weight: number;
  readonly backup: boolean;
  /** Starts in maintenance. */
  readonly disabled: boolean;
}

const weightScale = 16;

class GroupServer implements BalancedServer {
  readonly index: number;
  readonly id: number;
  readonly initialWeight: number;
  readonly backup: boolean;
  readonly served = 0;
  readonly queued = 0;
  weight: number;
  admin: AdminState;
  health: HealthState = 'up';

  constructor(index: number, { id, weight, backup, disabled }: DeclaredServer) {
    this.index = index;
    this.id = id;
    this.initialWeight = weight;
    this.weight = weight;
    this.backup = backup;
    this.admin = disabled ? 'maintenance' : 'ready';
  }

  get effectiveWeight(): number {
    return this.weight * weightScale;
  }

  get usable(): boolean {
    return this.weight > 0 && this.admin === 'ready' && this.health === 'up';
  }

  /** No server has a limit that the model knows. */
  get saturated(): boolean {
    return false;
  }
}

/** A backup among the servers that an algorithm sees: it is never its turn. */
class Unused implements BalancedServer {
  readonly index: number;
  readonly id = 0;
  readonly initialWeight = 0;
  readonly served = 0;
  readonly queued = 0;
  readonly effectiveWeight = 0;
  readonly usable = false;
  readonly saturated = false;

  constructor(index: number) {
    this.index = index;
  }
}

/**
 * The servers of a backend and the choice among them: the algorithm over the active ones; if none of these is usable, the first
 * usable backup (haproxy 2.6, without `option allbackups`).
 */
export class ServerGroup {
  readonly #servers: readonly GroupServer[];
  readonly #algorithm: LoadBalancingAlgorithm;
  #usableActive: number;

  constructor(servers: readonly DeclaredServer[], algorithm: BalanceAlgorithm['kind']) {
    this.#servers = servers.map((server, index) => new GroupServer(index, server));
    const active = this.#servers.map((server) => (server.backup ? new Unused(server.index) : server));
    this.#algorithm = makeAlgorithm(algorithm, active);
    this.#usableActive = active.filter((server) => server.usable).length;
  }

  /** The next request's server, not `avoid` if there is another (−1 = any); −1 = none is usable. */
  pick(avoid: number, asking: Asking): number {
    if (this.#usableActive > 0) return this.#algorithm.pick(avoid, asking);
    for (const server of this.#servers) if (server.backup && server.usable) return server.index;
    return noServer;
  }

  /** How many active servers are usable. */
  get usableActive(): number {
    return this.#usableActive;
  }

  /** It answers its checks, whatever the administrator wants of it. */
  running(index: number): boolean {
    const server = this.#servers[index]!;
    return server.health !== 'down' && server.admin !== 'maintenance';
  }

  initialWeight(index: number): number {
    return this.#servers[index]!.initialWeight;
  }

  /** 0…256. */
  setWeight(index: number, weight: number): void {
    this.#change(index, (server) => {
      server.weight = weight;
    });
  }

  setAdmin(index: number, admin: AdminState): void {
    this.#change(index, (server) => {
      server.admin = admin;
    });
  }

  setHealth(index: number, health: HealthState): void {
    this.#change(index, (server) => {
      server.health = health;
    });
  }

  #change(index: number, change: (server: GroupServer) => void): void {
    const server = this.#servers[index]!;
    const was = server.usable;
    const oldWeight = server.effectiveWeight;
    change(server);
    if (server.backup) return;
    if (was && server.usable) {
      if (server.effectiveWeight !== oldWeight) this.#algorithm.weightChanged(index, oldWeight);
    } else if (server.usable) {
      this.#usableActive++;
      this.#algorithm.serverUp(index);
    } else if (was) {
      this.#usableActive--;
      this.#algorithm.serverDown(index, oldWeight);
    }
  }
}

function makeAlgorithm(kind: BalanceAlgorithm['kind'], servers: readonly BalancedServer[]): LoadBalancingAlgorithm {
  switch (kind) {
    case 'roundrobin':
      return new RoundRobin(servers);
    case 'static-rr':
      return new StaticRoundRobin(servers);
    case 'first':
    case 'leastconn':
      throw new RangeError(`balance ${kind} is not modelled`);
  }
}
