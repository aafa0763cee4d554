import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import type { ConnectionTable } from '../connection/connection-table.ts';
import { ServerConnections } from '../connection/server-connections.ts';
import { DeadlineQueue } from '../deadline-queue.ts';
import { hashedUniform } from '../hash.ts';
import type { AttemptOwner, Journey } from '../journey.ts';
import type { Mesh } from '../mesh/mesh.ts';
import type { Network } from '../network.ts';
import type { RequestKeys } from '../request/request-keys.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerBackend, HashedPart, HashFunction } from '../spec.ts';
import type { Stations } from '../station/stations.ts';
import type { NodeHandle, TaskHandle } from '../traffic-options.ts';
import { type Asking, noServer } from './algorithm.ts';
import { Discovery } from './discovery.ts';
import { afterFailure, pauseMs } from './retry.ts';
import { ServerControl } from './server-control.ts';
import { ServerCounters } from './server-counters.ts';
import { type PoolOwner, refused, ServerPool } from './server-pool.ts';
import { ServerReports } from './server-reports.ts';
import { termination } from './termination.ts';

const none = -1;

/** HAProxy's status codes (haproxy 2.6: doc/management.txt, termination states). */
const status = {
  none: 0,
  ok: 200,
  internalError: 500,
  badGateway: 502,
  unavailable: 503,
  gatewayTimeout: 504,
} as const;

export interface BackendOptions {
  readonly spec: BalancerBackend;
  /** Its number in `requests.backend`. */
  readonly index: number;
  /** By server: its machine, and the numbers in the mesh of its port and of the one that is checked. */
  readonly addresses: readonly {
    readonly node: NodeHandle;
    readonly portIndex: number;
    readonly checkPortIndex: number;
  }[];
  readonly stations: Stations;
  readonly network: Network;
  readonly mesh: Mesh;
  /** By node: 1 = it is on the network. */
  readonly alive: Uint8Array;
  /** Of the latencies of its probes. */
  readonly seed: number;
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly journey: Journey;
  /** After so long the balancer's kernel gives up on a connection, whatever `timeout connect` says. */
  readonly connectTimeoutMs: number;
  /** `null` = it keeps no connections to its servers. */
  readonly connections: ConnectionTable | null;
  /** Of its requests: what a hash goes by. */
  keys(part: HashedPart, by: HashFunction): RequestKeys;
}

/** The request that asks now. */
class RequestAsking implements Asking {
  nowMs = 0;
  #slot = 0;
  readonly #requests: RequestTable;
  readonly #keys: RequestKeys | null;

  constructor(requests: RequestTable, keys: RequestKeys | null) {
    this.#requests = requests;
    this.#keys = keys;
  }

  get key(): number {
    return this.#keys === null ? -1 : this.#keys.of(this.#slot);
  }

  of(slot: number, nowMs: number): this {
    this.#slot = slot;
    this.nowMs = nowMs;
    return this;
  }

  draw(): number {
    const { choiceSeed, choices } = this.#requests;
    return hashedUniform(choiceSeed[this.#slot]!, choices[this.#slot]!++);
  }
}

/**
 * A backend of a balancer: it sends a request to the server that its pool chooses, or keeps it until there is one, gives up where a
 * timeout says so, tries again where that is allowed, and answers.
 */
export class Backend implements AttemptOwner, PoolOwner {
  readonly spec: BalancerBackend;
  readonly addresses: BackendOptions['addresses'];
  readonly pool: ServerPool;
  readonly control: ServerControl;
  readonly counters: readonly ServerCounters[];
  /** Of all its servers, and of what reached none. */
  readonly total = new ServerCounters();
  readonly #options: BackendOptions;
  readonly #requests: RequestTable;
  readonly #asking: RequestAsking;
  readonly #hashes: boolean;
  /** Some server's checks look at the traffic. */
  readonly #observes: boolean;
  /** Its servers' connections carry streams of bytes, not requests. */
  readonly #isTcp: boolean;
  readonly #kept: ServerConnections | null;
  /** By a client's connection that is bound to a server: what stands for it in the pool. */
  readonly #places = new Map<number, number>();
  /** `null` = its servers stay where they are. */
  readonly discovery: Discovery | null;
  /** `null` = its algorithm does not ask servers how they are. */
  readonly #reports: ServerReports | null;
  readonly #hearsOfIdle: boolean;
  readonly #hearsOfAnswers: boolean;
  #probeHops = 0;
  readonly #connecting: DeadlineQueue;
  /** `null` = no `timeout server`. */
  readonly #answering: DeadlineQueue | null;
  /** `null` = neither `timeout queue` nor `timeout connect`. */
  readonly #queueing: DeadlineQueue | null;
  readonly #again: Handler = { fire: (slot, attempt, nowMs) => this.#tryAgain(slot, attempt, nowMs) };

  constructor(options: BackendOptions) {
    const { spec, requests, loop } = options;
    const { connectMs, serverMs, queueMs } = spec.timeouts;
    this.spec = spec;
    this.addresses = options.addresses;
    this.#options = options;
    this.#requests = requests;
    const { algorithm } = spec;
    this.#hashes = algorithm.kind === 'hash';
    const keys =
      algorithm.kind === 'hash'
        ? options.keys(algorithm.of, algorithm.type.function)
        : spec.hashOn === undefined
          ? null
          : options.keys(spec.hashOn, 'sdbm');
    this.#asking = new RequestAsking(requests, keys);
    this.#isTcp = spec.mode === 'tcp';
    this.#observes = spec.servers.some(({ check }) => check?.observe);
    const reports = new ServerReports({
      ...{ loop, requests, stations: options.stations, servers: spec.servers.length },
      hopMs: () => this.#probeHopMs(),
      taskOf: (server, nowMs) => this.#taskOf(server, nowMs),
      probed: (server, inFlight, latencyMs, nowMs) => this.pool.probed(server, inFlight, latencyMs, nowMs),
    });
    this.pool = new ServerPool(spec, this, reports);
    const { connections } = options;
    this.#kept =
      // A place is another task's tomorrow.
      connections === null || spec.discovers !== undefined
        ? null
        : new ServerConnections({
            ...{ loop, requests, connections, reuse: spec.connections },
            servers: spec.servers.length,
            tcp: this.#isTcp,
            unpinned: (session, nowMs) => this.#unpinned(session, nowMs),
          });
    this.#reports = this.pool.probes ? reports : null;
    this.#hearsOfIdle = this.pool.hearsOfIdle;
    this.#hearsOfAnswers = this.pool.hearsOfAnswers;
    this.counters = spec.servers.map(() => new ServerCounters());
    const { pool, counters } = this;
    this.control = new ServerControl({ loop, spec, pool, counters, cut: (server, nowMs) => this.#cut(server, nowMs) });
    this.discovery = spec.discovers === undefined ? null : new Discovery(spec.servers.length, this.control);
    const deadlines = (delayMs: number | null, expired: (slot: number, nowMs: number) => void) =>
      delayMs === null
        ? null
        : new DeadlineQueue(loop, delayMs, { isWaiting: (slot, timer) => requests.timer[slot] === timer, expired });
    const connectTimeoutMs = Math.min(connectMs ?? options.connectTimeoutMs, options.connectTimeoutMs);
    this.#connecting = deadlines(connectTimeoutMs, (slot, nowMs) => this.#notConnected(slot, outcome.timeout, nowMs))!;
    this.#answering = deadlines(serverMs, (slot, nowMs) => this.#silent(slot, nowMs));
    this.#queueing = deadlines(queueMs ?? connectMs, (slot, nowMs) => this.#waitedTooLong(slot, nowMs));
  }

  /** A new request. */
  take(slot: number, nowMs: number): void {
    const requests = this.#requests;
    requests.backend[slot] = this.#options.index;
    requests.takenMs[slot] = nowMs;
    requests.redispatched[slot] = 0;
    const bound =
      this.#kept === null || !this.#isTcp ? noServer : this.#kept.boundServer(requests.clientConnection[slot]!);
    if (bound !== noServer) this.#attempt(slot, bound, nowMs);
    else this.#goOn(slot, this.pool.admit(slot, nowMs), nowMs);
  }

  connected(slot: number, nowMs: number): void {
    const requests = this.#requests;
    requests.connected[slot] = 1;
    const timer = ++requests.timer[slot]!;
    this.#answering?.push(slot, timer, nowMs);
    this.#reports?.accepted(slot);
    this.#observe(requests.server[slot]!, 4, true);
  }

  attemptEnded(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const ended = requests.outcome[slot]!;
    if (ended === outcome.ok) {
      this.counters[requests.server[slot]!]!.responses++;
      this.#reports?.answered(slot, requests.server[slot]!);
      this.#observe(requests.server[slot]!, 7, true);
      this.#answer(slot, outcome.ok, status.ok, termination['--'], nowMs);
    } else if (ended === outcome.other) {
      this.counters[requests.server[slot]!]!.responses++;
      this.#observe(slot, 7, false);
      this.#answer(slot, outcome.other, status.internalError, termination['--'], nowMs);
    } else if (requests.connected[slot] === 1) this.#closed(slot, nowMs);
    else this.#notConnected(slot, ended, nowMs);
  }

  watches(slot: number): boolean {
    return this.#requests.connected[slot] === 0 || this.#answering !== null;
  }

  /** Its client does not wait any more. HAProxy goes on with it, unless `option abortonclose` says otherwise. */
  clientGone(slot: number, nowMs: number): void {
    const requests = this.#requests;
    if (requests.answered[slot] === 1) return;
    const waits = this.pool.isQueued(slot);
    if (waits) requests.queuedMs[slot]! += nowMs;
    const letters = waits ? 'CQ' : requests.connected[slot] === 0 ? 'CC' : this.#isTcp ? 'CD' : 'CH';
    requests.termination[slot] = termination[letters];
    if (this.spec.abortOnClose) this.#answer(slot, outcome.timeout, status.none, termination[letters], nowMs);
  }

  // ------------------------------------------------- what the pool says

  asking(slot: number, nowMs: number): Asking {
    return this.#asking.of(slot, nowMs);
  }

  dequeued(slot: number, server: number, nowMs: number): void {
    this.#waited(slot, nowMs);
    this.#attempt(slot, server, nowMs);
  }

  refused(slot: number, nowMs: number): void {
    this.#waited(slot, nowMs);
    this.#noServer(slot, nowMs);
  }

  /** A request leaves the queue: what it waited since its client gave up concerns nobody. */
  #waited(slot: number, nowMs: number): void {
    if (this.#requests.ended[slot] === 0) this.#requests.queuedMs[slot]! += nowMs;
  }

  /** The pool has decided where it goes. */
  #goOn(slot: number, server: number, nowMs: number): void {
    const requests = this.#requests;
    if (server >= 0) {
      this.#attempt(slot, server, nowMs);
      return;
    }
    requests.server[slot] = noServer;
    if (server === refused) {
      this.#noServer(slot, nowMs);
      return;
    }
    // Until it is sent or refused.
    requests.queuedMs[slot]! -= nowMs;
    const timer = ++requests.timer[slot]!;
    this.#queueing?.push(slot, timer, nowMs);
  }

  #attempt(slot: number, server: number, nowMs: number): void {
    const requests = this.#requests;
    const { node, portIndex } = this.addresses[server]!;
    const counters = this.counters[server]!;
    counters.current++;
    counters.sessions++;
    requests.server[slot] = server;
    requests.connected[slot] = 0;
    this.#connecting.push(slot, ++requests.timer[slot]!, nowMs);
    if (this.#kept?.take(slot, server, nowMs)) this.connected(slot, nowMs);
    const { journey } = this.#options;
    if (this.discovery === null) journey.forward(slot, node, portIndex, nowMs);
    else this.#attemptTask(slot, this.discovery.taskAt(server), nowMs);
  }

  /** A retry to a place whose task is gone meets nobody there. */
  #attemptTask(slot: number, task: TaskHandle, nowMs: number): void {
    const { journey, requests } = this.#options;
    if (task >= 0) journey.forwardToTask(slot, task, nowMs);
    else {
      requests.task[slot] = task;
      requests.sentMs[slot] = nowMs;
      this.#notConnected(slot, outcome.refused, nowMs);
    }
  }

  // ------------------------------------------------- what goes wrong

  /** No server is usable, or the queue of the only one that it may have is full. */
  #noServer(slot: number, nowMs: number): void {
    this.total.connectErrors++;
    const letters = this.pool.someUsable ? 'SQ' : 'SC';
    this.#answer(slot, outcome.noBackend, status.unavailable, termination[letters], nowMs);
  }

  #waitedTooLong(slot: number, nowMs: number): void {
    this.#waited(slot, nowMs);
    this.total.connectErrors++;
    this.#answer(slot, outcome.timeout, status.unavailable, termination.sQ, nowMs);
  }

  #notConnected(slot: number, cause: number, nowMs: number): void {
    const { timeouts, retryOn } = this.spec;
    const server = this.#requests.server[slot]!;
    const timedOut = cause === outcome.timeout;
    if (!retryOn.connectionFailure || !this.#retry(slot, pauseMs(!timedOut, timeouts.connectMs), nowMs)) {
      this.counters[server]!.connectErrors++;
      this.total.connectErrors++;
      this.#answer(slot, cause, status.unavailable, timedOut ? termination.sC : termination.SC, nowMs);
    }
    this.#observe(server, 4, false);
  }

  /** The server has closed the connection in place of an answer. */
  #closed(slot: number, nowMs: number): void {
    const server = this.#requests.server[slot]!;
    if (!this.#retryAnswer(slot, this.spec.retryOn.emptyResponse, nowMs))
      this.#answer(slot, outcome.reset, status.badGateway, this.#isTcp ? termination.SD : termination.SH, nowMs);
    this.#observe(server, 7, false);
  }

  /** `timeout server`. */
  #silent(slot: number, nowMs: number): void {
    const server = this.#requests.server[slot]!;
    if (!this.#retryAnswer(slot, this.spec.retryOn.responseTimeout, nowMs))
      this.#answer(slot, outcome.timeout, status.gatewayTimeout, this.#isTcp ? termination.sD : termination.sH, nowMs);
    this.#observe(server, 7, false);
  }

  /** Whether it is tried again. HAProxy counts a retry for the answer that failed beside that for where it goes then (`do_l7_retry`). */
  #retryAnswer(slot: number, allowed: boolean, nowMs: number): boolean {
    const counters = this.counters[this.#requests.server[slot]!]!;
    if (allowed && !this.#isTcp && this.#requests.retries[slot]! < this.spec.retries) {
      counters.retries++;
      this.total.retries++;
      this.#options.journey.dropAttempt(slot, nowMs);
      return this.#retry(slot, 0, nowMs);
    }
    counters.responseErrors++;
    this.total.responseErrors++;
    return false;
  }

  /** Another attempt, if one is left. */
  #retry(slot: number, sameServerAfterMs: number, nowMs: number): boolean {
    const requests = this.#requests;
    const server = requests.server[slot]!;
    const retries = requests.retries[slot]!;
    const step = afterFailure({
      retries,
      allowed: this.spec.retries,
      redispatch: this.spec.redispatch,
      usableServers: this.pool.usableActive,
      hashes: this.#hashes,
      serverRuns: this.pool.running(server),
    });
    if (step === 'give up') return false;
    this.#disconnect(slot, false, nowMs);
    requests.retries[slot] = retries + 1;
    if (step === 'redispatch') {
      // It has none until the pool says so: what happens meanwhile to the server that it leaves is not its business.
      requests.server[slot] = noServer;
      const next = this.pool.redispatch(slot, nowMs);
      this.#countRetry(slot, server, next !== server);
      this.#goOn(slot, next, nowMs);
      return true;
    }
    this.#countRetry(slot, server, false);
    if (sameServerAfterMs === 0) this.#attempt(slot, server, nowMs);
    else this.#options.loop.at(nowMs + sameServerAfterMs, this.#again, slot, requests.attempt[slot]!);
    return true;
  }

  #countRetry(slot: number, server: number, elsewhere: boolean): void {
    const counters = this.counters[server]!;
    if (elsewhere) {
      this.#requests.redispatched[slot] = 1;
      counters.redispatches++;
      this.total.redispatches++;
    } else {
      counters.retries++;
      this.total.retries++;
    }
  }

  #tryAgain(slot: number, attempt: number, nowMs: number): void {
    if (this.#requests.attempt[slot] === attempt) this.#attempt(slot, this.#requests.server[slot]!, nowMs);
  }

  /** `on-marked-down shutdown-sessions` */
  #cut(server: number, nowMs: number): void {
    const requests = this.#requests;
    const has = (slot: number) =>
      requests.backend[slot] === this.#options.index &&
      requests.server[slot] === server &&
      requests.answered[slot] === 0;
    for (const slot of [...requests.held()].filter(has)) {
      // The end of one may have led to the end of another.
      if (!has(slot)) continue;
      const isConnected = requests.connected[slot] === 1;
      const letters = !isConnected ? 'DC' : this.#isTcp ? 'DD' : 'DH';
      const code = isConnected ? status.badGateway : status.unavailable;
      this.#answer(slot, outcome.reset, code, termination[letters], nowMs);
    }
  }

  // ------------------------------------------------- the answer

  #answer(slot: number, outcomeIndex: number, code: number, letters: number, nowMs: number): void {
    const requests = this.#requests;
    // At once: what the pool does now may lead back here.
    requests.answered[slot] = 1;
    if (requests.server[slot] === noServer) requests.timer[slot]!++;
    else this.#disconnect(slot, outcomeIndex === outcome.ok, nowMs);
    requests.outcome[slot] = outcomeIndex;
    requests.status[slot] = this.#isTcp ? status.none : code;
    requests.termination[slot] = letters;
    if (this.#hearsOfAnswers && requests.server[slot] !== noServer)
      this.pool.answered(requests.server[slot]!, nowMs - requests.sentMs[slot]!, outcomeIndex === outcome.ok, nowMs);
    if (this.#kept !== null) this.#keepSession(slot, this.#kept);
    // Before the client hears of it: it may send its next request in the same slot.
    this.pool.leave(slot, nowMs);
    if (this.#hearsOfIdle) this.#hearIfIdle(slot);
    this.#options.journey.reply(slot, nowMs);
  }

  // ------------------------------------------------- what servers say of themselves

  /** The task says with its answer whether it has nothing left to do: as it is when the answer is here. */
  #hearIfIdle(slot: number): void {
    const { task, server } = this.#requests;
    const { all } = this.#options.stations;
    if (server[slot]! >= 0 && task[slot]! >= 0 && all[task[slot]!]!.inFlight === 0) this.pool.idle(server[slot]!);
  }

  #probeHopMs(): number {
    const { network, seed } = this.#options;
    const hop = this.discovery === null ? network.balancer : network.overlay;
    return hop.msFor(seed, this.#probeHops++);
  }

  /** As a connection would find it; −1 = nobody answers. */
  #taskOf(server: number, nowMs: number): number {
    const { mesh, stations, alive } = this.#options;
    const { node, portIndex } = this.addresses[server]!;
    const task =
      this.discovery !== null
        ? this.discovery.taskAt(server)
        : alive[node] === 0
          ? noServer
          : mesh.taskAt(node, portIndex, nowMs);
    return task >= 0 && alive[stations.nodeOf(task)] === 1 ? task : noServer;
  }

  /** The server has nothing to do with it any more: what it may still do is not looked at. `whole`: it has answered. */
  #disconnect(slot: number, whole: boolean, nowMs: number): void {
    const requests = this.#requests;
    this.counters[requests.server[slot]!]!.current--;
    requests.attempt[slot]!++;
    requests.timer[slot]!++;
    this.#kept?.release(slot, whole, nowMs);
  }

  // ------------------------------------------------- connections that stay

  /** In mode tcp a client's connection keeps its place at its server, whatever becomes of the requests on it. */
  #keepSession(slot: number, kept: ServerConnections): void {
    const requests = this.#requests;
    const session = requests.clientConnection[slot]!;
    if (session === none) return;
    if (this.spec.connections.mode === 'httpclose' && !this.#isTcp) this.#options.connections!.close(session);
    if (!this.#isTcp || this.#places.has(session) || kept.boundServer(session) === noServer) return;
    const place = requests.take();
    requests.backend[place] = none;
    this.#places.set(session, place);
    this.pool.handOver(slot, place);
  }

  /** A client's connection is not bound to a server any more; in mode tcp it ends with that. */
  #unpinned(session: number, nowMs: number): void {
    const place = this.#places.get(session);
    if (place !== undefined) {
      this.#places.delete(session);
      this.pool.leave(place, nowMs);
      this.#requests.releaseBoth(place);
    }
    if (this.#isTcp) this.#options.connections!.end(session, nowMs);
  }

  /** Last of all: a server that is found down so may be cut, and with it what else it has. */
  #observe(server: number, layer: 4 | 7, good: boolean): void {
    if (this.#observes) this.control.checksOf(server)?.observe(layer, good);
  }
}
