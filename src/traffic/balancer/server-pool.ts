import type { BalanceAlgorithm } from '../spec.ts';
import { type Asking, noServer, type Prober } from './algorithm.ts';
import { noProber } from './algorithms/catalogue.ts';
import { PoolQueues } from './pool-queues.ts';
import { type AdminState, type BackendLoad, type DeclaredServer, type HealthState, PoolServer } from './pool-server.ts';
import type { QueueMeter } from './queue-meter.ts';
import { RequestPlaces } from './request-places.ts';
import { ServerChoice } from './server-choice.ts';

export interface DeclaredPool {
  readonly servers: readonly DeclaredServer[];
  readonly algorithm: BalanceAlgorithm;
  readonly allBackups: boolean;
  readonly fullConnections: number;
  /** `option redispatch`, `null` = not set: whether requests leave the queue of a server that goes down. */
  readonly redispatch: number | null;
}

/** Who carries the requests. Requests are numbers of its own (slots), each in use once at a time. */
export interface PoolOwner {
  /** What the algorithm may ask of the request. */
  asking(request: number, nowMs: number): Asking;
  /** It has waited until now and goes to this server. */
  dequeued(request: number, server: number, nowMs: number): void;
  /** It has waited for a server that is gone, and there is none left: the pool has forgotten it. */
  refused(request: number, nowMs: number): void;
}

/** In place of a server: there is none for the request (503). The pool does not have it. */
export const refused = noServer;
/** In place of a server: the request waits, the owner will be told. */
export const queued = -2;

/**
 * The servers of a backend, and who goes where: a request gets a server, or waits for any of them or for one; when a request ends
 * or a server comes up, those that wait are sent (haproxy 2.6: src/queue.c; src/backend.c, `assign_server_and_queue`). It has no
 * clock: `nowMs` is the age of those that wait. What an owner is told, it is told at the end of the call that caused it.
 */
export class ServerPool {
  readonly #servers: readonly PoolServer[];
  readonly #choice: ServerChoice;
  readonly #owner: PoolOwner;
  readonly #redistributes: boolean;
  readonly #load: BackendLoad;
  readonly #queues: PoolQueues;
  readonly #places = new RequestPlaces();
  #telling = false;

  /** `makeProber` is called only if the algorithm asks servers how they are; `meter` counts those that wait. */
  constructor(
    declared: DeclaredPool,
    owner: PoolOwner,
    makeProber: () => Prober = () => noProber,
    meter: QueueMeter | null = null,
  ) {
    const { servers, algorithm, allBackups, fullConnections, redispatch } = declared;
    this.#load = { sessions: 0, fullConnections };
    this.#servers = servers.map((server, index) => new PoolServer(index, server, this.#load));
    this.#choice = new ServerChoice(this.#servers, algorithm, allBackups, makeProber);
    this.#owner = owner;
    this.#redistributes = redispatch !== null;
    this.#queues = new PoolQueues(this.#servers, meter);
  }

  // ------------------------------------------------- requests

  /** A new request: its server, `queued` or `refused`. */
  admit(request: number, nowMs: number): number {
    this.#places.reserve(request);
    this.#load.sessions++;
    return this.#balance(request, noServer, nowMs);
  }

  /** It leaves its server and is balanced anew, if possible to another one. As `admit`. */
  redispatch(request: number, nowMs: number): number {
    const avoid = this.#places.serverOf(request);
    this.#release(request);
    // Before it gets a place: the owner must not hear of that place changing before it has heard of the place.
    this.#tell(nowMs);
    return this.#balance(request, avoid, nowMs);
  }

  /** It has ended, or does not wait any longer. No effect if the pool does not have it. */
  leave(request: number, nowMs: number): void {
    const waits = this.#queues.has(request);
    const runs = this.#places.serverOf(request) !== noServer;
    if (!waits && !runs) return;
    if (waits) this.#queues.takeOut(request);
    if (runs) this.#release(request);
    this.#load.sessions--;
    this.#tell(nowMs);
  }

  /** `to` has the place at the server that the request had: a connection which stays when the request on it has ended. */
  handOver(request: number, to: number): void {
    this.#places.handOver(request, to);
  }

  /** A request that its server had has ended after so long. */
  answered(server: number, latencyMs: number, ok: boolean, nowMs: number): void {
    this.#choice.answered(this.#servers[server]!, latencyMs, ok, nowMs);
  }

  /** Whether its algorithm goes by what servers say of themselves, unasked or asked, or by how long answers take. */
  get hearsOfIdle(): boolean {
    return this.#choice.hearsOfIdle;
  }

  get hearsOfAnswers(): boolean {
    return this.#choice.hearsOfAnswers;
  }

  get probes(): boolean {
    return this.#choice.probes;
  }

  /** With an answer a server said that it has nothing left to do. */
  idle(server: number): void {
    this.#choice.idle(this.#servers[server]!);
  }

  /** As the algorithm's `probed`. */
  probed(server: number, inFlight: number, latencyMs: number, nowMs: number): void {
    this.#choice.probed(this.#servers[server]!, inFlight, latencyMs, nowMs);
  }

  isQueued(request: number): boolean {
    return this.#queues.has(request);
  }

  /** Which server it waits for, −1 = any. It is queued. */
  waitsFor(request: number): number {
    return this.#queues.serverOf(request);
  }

  // ------------------------------------------------- servers

  /** How many active servers are usable. */
  get usableActive(): number {
    return this.#choice.usableActive;
  }

  /** Whether any server takes new requests at all. */
  get someUsable(): boolean {
    return this.#choice.someUsable;
  }

  /** How many requests wait for any server. */
  get queued(): number {
    return this.#queues.forAny;
  }

  /** For looking at. */
  server(index: number): Readonly<PoolServer> {
    return this.#servers[index]!;
  }

  /** It answers its checks, whatever the administrator wants of it. */
  running(index: number): boolean {
    const server = this.#servers[index]!;
    return server.health !== 'down' && server.admin !== 'maintenance';
  }

  /** 0…256. A server whose weight is not 0 any more takes nothing out of the queue. */
  setWeight(index: number, weight: number): void {
    const server = this.#servers[index]!;
    const { usable, effectiveWeight } = server;
    server.weight = weight;
    this.#choice.changed(server, usable, effectiveWeight);
  }

  /**
   * How far a slow start has come: sixteenths of its weight, percents of its limit. A server that starts slowly is made cold
   * before it comes up.
   */
  setWarmth(index: number, weightSixteenths: number, limitPercent: number): void {
    const server = this.#servers[index]!;
    const { usable, effectiveWeight } = server;
    server.weightWarmth = weightSixteenths;
    server.limitWarmth = limitPercent;
    this.#choice.changed(server, usable, effectiveWeight);
  }

  /** A server that may have more than before takes from the backend's queue what it may have now. */
  refill(index: number, nowMs: number): void {
    this.#takeWhatWaits(this.#servers[index]!);
    this.#tell(nowMs);
  }

  /** Another limit of requests at once; 0 = unlimited. Those that wait are sent if it allows more. */
  setLimit(index: number, maxConnections: number, nowMs: number): void {
    const server = this.#servers[index]!;
    server.limitTo(maxConnections);
    if (server.current < server.limit) this.#takeFromQueues(server);
    this.#tell(nowMs);
  }

  /** One that leaves maintenance counts as up until its checks say otherwise, and takes from the queue; one that leaves drain does not. */
  setAdmin(index: number, admin: AdminState, nowMs: number): void {
    const server = this.#servers[index]!;
    const { usable, effectiveWeight, admin: was } = server;
    if (admin === was) return;
    server.admin = admin;
    if (was === 'maintenance') server.health = 'up';
    this.#choice.changed(server, usable, effectiveWeight);
    if (admin !== 'ready') this.#redistribute(server);
    else if (was === 'maintenance') this.#takeWhatWaits(server);
    this.#tell(nowMs);
  }

  /** What its checks say; in maintenance nobody listens to them. */
  setHealth(index: number, health: HealthState, nowMs: number): void {
    const server = this.#servers[index]!;
    const { usable, effectiveWeight, admin } = server;
    if (admin === 'maintenance' || health === server.health) return;
    server.health = health;
    this.#choice.changed(server, usable, effectiveWeight);
    if (health === 'up') this.#takeWhatWaits(server);
    else this.#redistribute(server);
    this.#tell(nowMs);
  }

  // ------------------------------------------------- who goes where

  #balance(request: number, avoid: number, nowMs: number): number {
    const index = this.#place(request, avoid, nowMs);
    if (index === refused) this.#load.sessions--;
    else if (index !== queued) {
      const server = this.#servers[index]!;
      this.#places.give(request, server, true);
      this.#choice.loadChanged(server);
    }
    return index;
  }

  #place(request: number, avoid: number, nowMs: number): number {
    if (!this.#choice.someUsable) return refused;
    const behind = this.#choice.queuesBehind && this.#queues.forAny > 0;
    const index = behind ? noServer : this.#choice.pick(avoid, this.#owner.asking(request, nowMs));
    if (index === noServer) {
      this.#queues.waitForAny(request, nowMs);
      return queued;
    }
    const server = this.#servers[index]!;
    if (!server.saturated) return index;
    if (server.maxQueue > 0 && server.queued >= server.maxQueue) return refused;
    this.#queues.waitFor(server, request, nowMs);
    return queued;
  }

  /** It leaves its server, which takes others (`may_dequeue_tasks`). */
  #release(request: number): void {
    const server = this.#servers[this.#places.serverOf(request)]!;
    if (this.#places.release(request, server)) this.#choice.loadChanged(server);
    const someWait = server.queued > 0 || (this.queued > 0 && server.usable);
    if (someWait && (server.maxConnections === 0 || server.current < server.limit)) this.#takeFromQueues(server);
  }

  /** The oldest of its own queue and the backend's, again and again (`process_srv_queue`). */
  #takeFromQueues(server: PoolServer): void {
    const { limit, served } = server;
    const takesAny = this.#choice.inUse(server);
    while (server.served < limit) {
      const oldest = this.#queues.oldest(server, takesAny);
      if (oldest === noServer) break;
      this.#queues.letGo(oldest);
      this.#places.give(oldest, server, true);
    }
    if (server.served > served) this.#choice.loadChanged(server);
  }

  /** A server that has come up takes from the backend's queue. HAProxy 2.6 never counts those (`pendconn_grab_from_px`). */
  #takeWhatWaits(server: PoolServer): void {
    if (!this.#choice.inUse(server)) return;
    const { limit, maxConnections, served } = server;
    for (let taken = 0; this.queued > 0 && (maxConnections === 0 || served + taken < limit); taken++) {
      const request = this.#queues.firstForAny;
      this.#queues.letGo(request);
      this.#places.give(request, server, false);
    }
  }

  /** Those that wait for a server which takes no new requests are balanced anew (`pendconn_redistribute`). */
  #redistribute(server: PoolServer): void {
    if (this.#redistributes) this.#queues.letGoAll(server);
  }

  /** Tells the owner of those that have left a queue. What it does about them may let more leave: they are told of in turn. */
  #tell(nowMs: number): void {
    if (this.#telling) return;
    this.#telling = true;
    for (;;) {
      const request = this.#queues.nextLeaving();
      if (request === noServer) break;
      let server = this.#places.serverOf(request);
      if (server === noServer) server = this.#balance(request, noServer, nowMs);
      if (server === refused) this.#owner.refused(request, nowMs);
      else if (server !== queued) this.#owner.dequeued(request, server, nowMs);
    }
    this.#telling = false;
  }
}
