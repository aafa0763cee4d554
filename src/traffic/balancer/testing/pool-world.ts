import type { BalanceAlgorithm } from '../../spec.ts';
import type { DeclaredServer } from '../pool-server.ts';
import { type DeclaredPool, type PoolOwner, queued, refused, ServerPool } from '../server-pool.ts';

/** A server as `server sN …` declares it. */
export function declared(more: Partial<DeclaredServer> = {}, index = 0): DeclaredServer {
  return {
    id: index + 1,
    weight: 1,
    backup: false,
    disabled: false,
    maxConnections: 0,
    minConnections: 0,
    maxQueue: 0,
    ...more,
  };
}

export function declaredServers(...each: readonly Partial<DeclaredServer>[]): DeclaredServer[] {
  return each.map(declared);
}

export interface PoolWorldOptions extends Partial<Omit<DeclaredPool, 'algorithm' | 'servers'>> {
  readonly servers: readonly DeclaredServer[];
  readonly algorithm?: BalanceAlgorithm;
  /** What a request is hashed by. */
  readonly key?: (request: number) => number;
}

export type Place = number | 'queued' | 'refused' | 'ended';

/** A pool, and an owner that writes down where each request is. */
export class PoolWorld implements PoolOwner {
  readonly pool: ServerPool;
  /** By request. */
  readonly places: Place[] = [];
  /** Requests that were told of after a wait, in that order. */
  readonly told: number[] = [];
  nowMs = 0;
  readonly #asking = { key: -1, nowMs: 0, draw: () => 0.5 };
  readonly #key: (request: number) => number;

  constructor({ key = () => -1, ...pool }: PoolWorldOptions) {
    this.#key = key;
    this.pool = new ServerPool(
      { algorithm: { kind: 'roundrobin' }, allBackups: false, fullConnections: 1, redispatch: null, ...pool },
      this,
    );
  }

  /** A new request; its number is the order of arrival. */
  admit(): Place {
    const request = this.places.length;
    this.places.push('queued');
    return this.#note(request, this.pool.admit(request, this.nowMs));
  }

  redispatch(request: number): Place {
    return this.#note(request, this.pool.redispatch(request, this.nowMs));
  }

  end(...requests: readonly number[]): void {
    for (const request of requests) {
      this.places[request] = 'ended';
      this.pool.leave(request, this.nowMs);
    }
  }

  asking(request: number) {
    this.#asking.key = this.#key(request);
    return this.#asking;
  }

  dequeued(request: number, server: number): void {
    this.places[request] = server;
    this.told.push(request);
  }

  refused(request: number): void {
    this.places[request] = 'refused';
    this.told.push(request);
  }

  #note(request: number, server: number): Place {
    const place = server === queued ? 'queued' : server === refused ? 'refused' : server;
    this.places[request] = place;
    return place;
  }
}
