import type { BalancedServer } from './algorithm.ts';

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
  /** Requests that it may have at once; 0 = unlimited. */
  readonly maxConnections: number;
  /** With few requests in the backend it may have fewer, not below this; 0 = always `maxConnections`. */
  readonly minConnections: number;
  /** Requests that may wait for it alone; 0 = unlimited. */
  readonly maxQueue: number;
}

/** What a whole backend has, which its servers' limits go by. */
export interface BackendLoad {
  /** Requests that it has, waiting ones included. */
  sessions: number;
  /** From so many on every server may have its `maxConnections`. */
  readonly fullConnections: number;
}

/** A fully warm server's share of its weight, in sixteenths: what HAProxy's effective weights count in. */
export const fullWarmth = 16;
const percent = 100;

/** A server of a backend: its state, its weight, and how many requests it has and may have. */
export class PoolServer implements BalancedServer {
  readonly index: number;
  readonly id: number;
  readonly initialWeight: number;
  readonly backup: boolean;
  readonly maxQueue: number;
  #minConnections: number;
  readonly #load: BackendLoad;
  /** 0…256, as set last. */
  weight: number;
  /** As set last; 0 = unlimited. */
  maxConnections: number;
  admin: AdminState;
  health: HealthState = 'up';
  served = 0;
  queued = 0;
  /** Requests that it really has: `served` and those that it took when it came up. */
  current = 0;
  /** How warm it is: sixteenths of its weight, percents of its limit. */
  weightWarmth = fullWarmth;
  limitWarmth = percent;

  constructor(index: number, declared: DeclaredServer, load: BackendLoad) {
    const { id, weight, backup, disabled, maxConnections, minConnections, maxQueue } = declared;
    this.index = index;
    this.id = id;
    this.initialWeight = weight;
    this.weight = weight;
    this.backup = backup;
    this.admin = disabled ? 'maintenance' : 'ready';
    // Only the lesser of the two, or one of them: both are the same limit.
    this.maxConnections = Math.max(maxConnections, minConnections);
    this.#minConnections = minConnections > 0 ? minConnections : maxConnections;
    this.maxQueue = maxQueue;
    this.#load = load;
  }

  /** Another `maxconn`; if it was the only limit it stays that. */
  limitTo(maxConnections: number): void {
    if (this.#minConnections === this.maxConnections) this.#minConnections = maxConnections;
    this.maxConnections = maxConnections;
  }

  get effectiveWeight(): number {
    return this.weight * this.weightWarmth;
  }

  get usable(): boolean {
    return this.admin === 'ready' && this.health === 'up' && this.effectiveWeight > 0;
  }

  get saturated(): boolean {
    return this.maxConnections > 0 && (this.queued > 0 || this.served >= this.limit);
  }

  get full(): boolean {
    return this.maxConnections > 0 && this.served + this.queued >= this.limit + this.maxQueue;
  }

  /** How many requests it may have now; 0 = unlimited (haproxy 2.6: src/queue.c, `srv_dynamic_maxconn`). */
  get limit(): number {
    const { sessions, fullConnections } = this.#load;
    let limit = this.maxConnections;
    if (this.#minConnections < limit && sessions < fullConnections)
      limit = Math.max(this.#minConnections, Math.floor((sessions * limit) / fullConnections));
    return this.limitWarmth < percent ? Math.max(1, Math.floor((limit * this.limitWarmth) / percent)) : limit;
  }
}
