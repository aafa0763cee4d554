import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import type { RequestTable } from '../request-table.ts';
import type { ServerConnections as Reuse } from '../spec.ts';
import type { ConnectionOwner, ConnectionTable } from './connection-table.ts';
import { IdleConnections } from './idle-connections.ts';

const none = -1;

/** `pool-purge-delay` */
const purgeMs = 5000;

/** What HAProxy keeps of one server (`srv->idle_conns`, `safe_conns`), and what its purge goes by. */
class ServerIdle {
  /** Those that have carried one request, and those that have carried more: the server is known to take more. */
  readonly fresh: IdleConnections;
  readonly proven: IdleConnections;
  used = 0;
  /** Most used at once since the last purge, and what it expects to be needed. */
  mostUsed = 0;
  needed = 0;
  armed = false;

  constructor(connections: ConnectionTable) {
    this.fresh = new IdleConnections(connections);
    this.proven = new IdleConnections(connections);
  }

  get idle(): number {
    return this.fresh.count + this.proven.count;
  }
}

export interface ServerConnectionsOptions {
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly connections: ConnectionTable;
  readonly servers: number;
  readonly reuse: Reuse;
  /** Its connections carry streams of bytes: one for each of the clients'. */
  readonly tcp: boolean;
  /** A client's connection has lost the server's that was its own. */
  unpinned(session: number, nowMs: number): void;
}

/**
 * The connections of a backend to its servers (haproxy 2.6: src/backend.c, `connect_server`; src/server.c, `srv_cleanup_idle_conns`).
 * With `http-reuse safe` the first request of a client's connection opens one, later ones may use any that is idle; `aggressive`:
 * first ones may use those that have been used again already; `always`: all may use all; `never`, and in mode tcp: each client's
 * connection has its own. The one that has been idle longest is used first.
 */
export class ServerConnections implements ConnectionOwner, Handler {
  readonly #options: ServerConnectionsOptions;
  readonly #requests: RequestTable;
  readonly #connections: ConnectionTable;
  readonly #servers: readonly ServerIdle[];
  readonly #private: boolean;

  constructor(options: ServerConnectionsOptions) {
    this.#options = options;
    this.#requests = options.requests;
    this.#connections = options.connections;
    this.#servers = Array.from({ length: options.servers }, () => new ServerIdle(options.connections));
    this.#private = options.tcp || options.reuse.reuse === 'never';
  }

  /** The server to which a client's connection is bound, in mode tcp; −1 = it is not, or not any more. */
  boundServer(session: number): number {
    if (session === none) return none;
    const peer = this.#connections.peer[session]!;
    return peer !== none && this.#connections.isOpen(peer) ? this.#connections.server[peer]! : none;
  }

  /** Gives the request a connection to the server; whether that is one that was there. */
  take(slot: number, server: number, nowMs: number): boolean {
    const idle = this.#servers[server]!;
    idle.used++;
    if (idle.used > idle.mostUsed) idle.mostUsed = idle.used;
    const session = this.#requests.clientConnection[slot]!;
    const found = this.#private ? this.#ownOf(session, server, nowMs) : this.#anyIdle(session, idle);
    const connection = found === none ? this.#open(slot, session, server, nowMs) : found;
    this.#connections.busy[connection] = 1;
    this.#connections.uses[connection]!++;
    this.#connections.serial[connection]!++;
    this.#requests.connection[slot] = connection;
    return found !== none;
  }

  /** The request does not need it any more; `whole`: it has been answered. */
  release(slot: number, whole: boolean, nowMs: number): void {
    const connections = this.#connections;
    const connection = this.#requests.connection[slot]!;
    if (connection === none) return;
    this.#requests.connection[slot] = none;
    const server = connections.server[connection]!;
    const idle = this.#servers[server]!;
    idle.used--;
    const { mode } = this.#options.reuse;
    const kept = whole && connections.isOpen(connection) && (this.#options.tcp || mode === 'http-keep-alive');
    connections.busy[connection] = 0;
    if (this.#private) {
      const session = connections.peer[connection]!;
      const bound = session !== none && connections.isOpen(session);
      if (!kept || !bound) this.#drop(connection, nowMs);
      return;
    }
    if (!kept) {
      connections.forget(connection);
      return;
    }
    (connections.uses[connection]! > 1 ? idle.proven : idle.fresh).add(connection);
    if (!idle.armed) this.#arm(server, idle, nowMs);
  }

  endedIdle(connection: number, nowMs: number): void {
    if (this.#private) this.#drop(connection, nowMs);
    else {
      this.#takeOut(connection);
      this.#connections.forget(connection);
    }
  }

  /** Purges: half of those that were not needed. */
  fire(server: number, _b: number, nowMs: number): void {
    const idle = this.#servers[server]!;
    idle.armed = false;
    const exceeding = idle.used + idle.idle - Math.max(idle.mostUsed, idle.needed);
    let left = Math.min(idle.idle, Math.ceil(exceeding / 2));
    idle.needed = Math.max(Math.floor((idle.needed + idle.mostUsed) / 2), idle.mostUsed);
    idle.mostUsed = idle.used;
    for (; left > 0; left--) {
      const connection = idle.fresh.oldest === none ? idle.proven.oldest : idle.fresh.oldest;
      this.#takeOut(connection);
      this.#connections.forget(connection);
    }
    if (idle.idle > 0) this.#arm(server, idle, nowMs);
  }

  #arm(server: number, idle: ServerIdle, nowMs: number): void {
    idle.armed = true;
    this.#options.loop.at(nowMs + purgeMs, this, server);
  }

  #ownOf(session: number, server: number, nowMs: number): number {
    if (session === none) return none;
    const connections = this.#connections;
    const peer = connections.peer[session]!;
    if (peer === none || connections.busy[peer] === 1) return none;
    // A client's connection may be led to another backend before.
    const fits = connections.isOwnedBy(peer, this) && connections.server[peer] === server;
    if (fits && connections.isOpen(peer)) return peer;
    connections.end(peer, nowMs);
    return none;
  }

  #anyIdle(session: number, idle: ServerIdle): number {
    const first = session === none || this.#connections.uses[session]! <= 1;
    const { reuse } = this.#options.reuse;
    const proven = !first || reuse === 'aggressive' || reuse === 'always' ? idle.proven.oldest : none;
    if (proven !== none) {
      idle.proven.remove(proven);
      return proven;
    }
    const fresh = !first || reuse === 'always' ? idle.fresh.oldest : none;
    if (fresh !== none) idle.fresh.remove(fresh);
    return fresh;
  }

  #open(slot: number, session: number, server: number, nowMs: number): number {
    const connections = this.#connections;
    const connection = connections.open(this, 1, this.#requests.choiceSeed[slot]!, nowMs);
    connections.server[connection] = server;
    if (this.#private && session !== none) {
      connections.peer[session] = connection;
      connections.peer[connection] = session;
    }
    return connection;
  }

  /** It is in the list of those that have been used again, or in the other one. */
  #takeOut(connection: number): void {
    const idle = this.#servers[this.#connections.server[connection]!]!;
    (this.#connections.uses[connection]! > 1 ? idle.proven : idle.fresh).remove(connection);
  }

  /** One that belongs to a client's connection. */
  #drop(connection: number, nowMs: number): void {
    const session = this.#connections.peer[connection]!;
    this.#connections.forget(connection);
    if (session !== none) this.#options.unpinned(session, nowMs);
  }
}
