import { ServerConnections } from '../connection/server-connections.ts';
import { noServer } from './algorithm.ts';
import type { BackendOptions } from './backend-options.ts';
import type { ServerPool } from './server-pool.ts';

const none = -1;

/**
 * A backend's connections to its servers, and what becomes of the clients' own: in mode tcp a client's connection keeps its place at
 * its server, whatever becomes of the requests on it.
 */
export class BackendSessions {
  readonly #options: BackendOptions;
  readonly #pool: ServerPool;
  readonly #connections: NonNullable<BackendOptions['connections']>;
  readonly #kept: ServerConnections;
  readonly #isTcp: boolean;
  /** By a client's connection that is bound to a server: what stands for it in the pool. */
  readonly #places = new Map<number, number>();

  constructor(options: BackendOptions, pool: ServerPool, connections: NonNullable<BackendOptions['connections']>) {
    const { spec, loop, requests } = options;
    this.#options = options;
    this.#pool = pool;
    this.#connections = connections;
    this.#isTcp = spec.mode === 'tcp';
    this.#kept = new ServerConnections({
      ...{ loop, requests, connections, reuse: spec.connections },
      servers: spec.servers.length,
      tcp: this.#isTcp,
      unpinned: (session, nowMs) => this.#unpinned(session, nowMs),
    });
  }

  /** `null` = the backend keeps no connections. Where tasks are discovered a place is another task's tomorrow. */
  static of(options: BackendOptions, pool: ServerPool): BackendSessions | null {
    const { connections, spec } = options;
    return connections === null || spec.discovers !== undefined
      ? null
      : new BackendSessions(options, pool, connections);
  }

  /** The server that the request's connection is bound to; −1 = none. */
  boundServer(slot: number): number {
    return this.#isTcp ? this.#kept.boundServer(this.#options.requests.clientConnection[slot]!) : noServer;
  }

  /** Gives the request a connection to the server; whether that is one that was there. */
  take(slot: number, server: number, nowMs: number): boolean {
    return this.#kept.take(slot, server, nowMs);
  }

  /** The request does not need its connection any more; `whole`: it has been answered. */
  release(slot: number, whole: boolean, nowMs: number): void {
    this.#kept.release(slot, whole, nowMs);
  }

  /** The request has ended, and is still in the pool. */
  ended(slot: number): void {
    const { requests, spec } = this.#options;
    const session = requests.clientConnection[slot]!;
    if (session === none) return;
    if (spec.connections.mode === 'httpclose' && !this.#isTcp) this.#connections.close(session);
    if (!this.#isTcp || this.#places.has(session) || this.#kept.boundServer(session) === noServer) return;
    const place = requests.take();
    requests.backend[place] = none;
    this.#places.set(session, place);
    this.#pool.handOver(slot, place);
  }

  /** A client's connection is not bound to a server any more; in mode tcp it ends with that. */
  #unpinned(session: number, nowMs: number): void {
    const place = this.#places.get(session);
    if (place !== undefined) {
      this.#places.delete(session);
      this.#pool.leave(place, nowMs);
      this.#options.requests.releaseBoth(place);
    }
    if (this.#isTcp) this.#connections.end(session, nowMs);
  }
}
