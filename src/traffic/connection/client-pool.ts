import type { EventLoop } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import { DeadlineQueue } from '../deadline-queue.ts';
import type { Journey } from '../journey.ts';
import type { RequestTable } from '../request-table.ts';
import type { ConnectionSpec } from '../spec.ts';
import type { ConnectionOwner, ConnectionTable } from './connection-table.ts';
import { IdleConnections } from './idle-connections.ts';
import { SlotQueue } from './slot-queue.ts';

const none = -1;

export interface ClientPoolOptions {
  readonly spec: ConnectionSpec;
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly connections: ConnectionTable;
  readonly journey: Journey;
  /** Its connections lead to a task, not to a balancer. */
  readonly direct: boolean;
}

/**
 * A client's connections. A request takes the one that became idle last; if there is none it opens one, and if there may be no
 * more it waits until one is free. A connection carries one request at a time (no pipelining).
 */
export class ClientPool implements ConnectionOwner {
  readonly #options: ClientPoolOptions;
  readonly #requests: RequestTable;
  readonly #connections: ConnectionTable;
  readonly #idle: IdleConnections;
  readonly #waiting: SlotQueue;
  readonly #idling: DeadlineQueue;
  #open = 0;
  #opening = false;

  constructor(options: ClientPoolOptions) {
    const { connections, requests, spec, loop } = options;
    this.#options = options;
    this.#requests = requests;
    this.#connections = connections;
    this.#idle = new IdleConnections(connections);
    this.#waiting = new SlotQueue(requests);
    this.#idling = new DeadlineQueue(loop, spec.idleMs, {
      isWaiting: (connection, serial) => connections.serial[connection] === serial,
      expired: (connection, nowMs) => {
        this.#idle.remove(connection);
        this.#close(connection, nowMs);
      },
    });
  }

  /** Connections that are open or being opened. */
  get open(): number {
    return this.#open;
  }

  /** A request of the client leaves, as soon as it has a connection. */
  send(slot: number, nowMs: number): void {
    const requests = this.#requests;
    requests.waitedMs[slot] = 0;
    requests.handshakeMs[slot] = 0;
    const { newest } = this.#idle;
    if (newest !== none) {
      this.#idle.remove(newest);
      this.#travel(slot, newest, nowMs);
    } else if (this.#open < this.#options.spec.pool) this.#travel(slot, this.#openFor(slot, nowMs), nowMs);
    else {
      requests.waitedMs[slot] = -nowMs;
      this.#waiting.push(slot);
    }
  }

  /** The request on it has ended, and its client has the answer. */
  answered(connection: number, outcomeIndex: number, status: number, nowMs: number): void {
    const { spec } = this.#options;
    const connections = this.#connections;
    const usable = connections.isOpen(connection) && (outcomeIndex === outcome.ok || status > 0);
    const young =
      connections.uses[connection]! < spec.maxRequests && nowMs - connections.openedMs[connection]! < spec.lifetimeMs;
    if (!usable || !young || !spec.keepAlive) {
      this.#close(connection, nowMs);
      this.#forNext(nowMs);
      return;
    }
    const next = this.#waiting.shift();
    if (next !== none) {
      this.#waited(next, nowMs);
      this.#travel(next, connection, nowMs);
      return;
    }
    this.#idle.add(connection);
    this.#idling.push(connection, connections.serial[connection]!, nowMs);
  }

  /** Its client waits for the answer no longer: nothing else may travel on it. Its slot is kept for the request that is on its way. */
  abandoned(connection: number, nowMs: number): void {
    this.#open--;
    this.#connections.close(connection);
    this.#endPeer(connection, nowMs);
    this.#forNext(nowMs);
  }

  endedIdle(connection: number): void {
    this.#idle.remove(connection);
    this.#open--;
    this.#connections.forget(connection);
  }

  #openFor(slot: number, nowMs: number): number {
    this.#open++;
    const { roundTrips } = this.#options.spec;
    return this.#connections.open(this, roundTrips, this.#requests.choiceSeed[slot]!, nowMs);
  }

  #travel(slot: number, connection: number, nowMs: number): void {
    const requests = this.#requests;
    const connections = this.#connections;
    connections.busy[connection] = 1;
    connections.uses[connection]!++;
    requests.clientConnection[slot] = connection;
    if (this.#options.direct) requests.connection[slot] = connection;
    this.#options.journey.depart(slot, nowMs);
  }

  /** Connections may be opened in place of those that are gone; what is refused at once is gone before this returns. */
  #forNext(nowMs: number): void {
    if (this.#opening) return;
    this.#opening = true;
    while (this.#open < this.#options.spec.pool) {
      const next = this.#waiting.shift();
      if (next === none) break;
      this.#waited(next, nowMs);
      this.#travel(next, this.#openFor(next, nowMs), nowMs);
    }
    this.#opening = false;
  }

  #waited(slot: number, nowMs: number): void {
    this.#requests.waitedMs[slot]! += nowMs;
  }

  #close(connection: number, nowMs: number): void {
    this.#open--;
    this.#connections.close(connection);
    this.#endPeer(connection, nowMs);
    this.#connections.forget(connection);
  }

  /** What a balancer keeps for this connection alone. What still carries a request ends with that. */
  #endPeer(connection: number, nowMs: number): void {
    const connections = this.#connections;
    const peer = connections.peer[connection]!;
    if (peer !== none && connections.busy[peer] === 0) connections.end(peer, nowMs);
  }
}
