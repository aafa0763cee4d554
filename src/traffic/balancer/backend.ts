import { outcome } from '../../metrics/outcome.ts';
import type { AttemptOwner } from '../journey-parties.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerBackend } from '../spec.ts';
import { type Asking, noServer } from './algorithm.ts';
import type { BackendOptions } from './backend-options.ts';
import { BackendRetries } from './backend-retries.ts';
import { BackendSessions } from './backend-sessions.ts';
import { BackendTimers } from './backend-timers.ts';
import { Discovery } from './discovery.ts';
import { RequestAsking } from './request-asking.ts';
import { pauseMs } from './retry.ts';
import { ServerControl } from './server-control.ts';
import { ServerCounters } from './server-counters.ts';
import { type PoolOwner, refused, ServerPool } from './server-pool.ts';
import { ServerReports } from './server-reports.ts';
import { ServerRoutes } from './server-routes.ts';
import { status } from './status.ts';
import { termination } from './termination.ts';

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
  /** `null` = its servers stay where they are. */
  readonly discovery: Discovery | null;
  readonly #options: BackendOptions;
  readonly #requests: RequestTable;
  readonly #asking: RequestAsking;
  /** Some server's checks look at the traffic. */
  readonly #observes: boolean;
  /** Its servers' connections carry streams of bytes, not requests. */
  readonly #isTcp: boolean;
  /** `null` = it keeps no connections. */
  readonly #sessions: BackendSessions | null;
  /** `null` = its algorithm does not ask servers how they are. */
  #reports: ServerReports | null = null;
  readonly #hearsOfIdle: boolean;
  readonly #hearsOfAnswers: boolean;
  readonly #timers: BackendTimers;
  readonly #retries: BackendRetries;
  readonly #routes: ServerRoutes;

  constructor(options: BackendOptions) {
    const { spec, requests, loop, connectTimeoutMs } = options;
    this.spec = spec;
    this.addresses = options.addresses;
    this.#options = options;
    this.#requests = requests;
    this.#asking = new RequestAsking(options);
    this.#isTcp = spec.mode === 'tcp';
    this.#observes = spec.servers.some(({ check }) => check?.observe);
    this.pool = new ServerPool(spec, this, () => this.#makeReports(), options.meter);
    this.#sessions = BackendSessions.of(options, this.pool);
    this.#hearsOfIdle = this.pool.hearsOfIdle;
    this.#hearsOfAnswers = this.pool.hearsOfAnswers;
    this.counters = spec.servers.map(() => new ServerCounters());
    const { pool, counters } = this;
    this.control = new ServerControl({ loop, spec, pool, counters, cut: (server, nowMs) => this.#cut(server, nowMs) });
    this.discovery = spec.discovers === undefined ? null : new Discovery(spec.servers.length, this.control);
    this.#routes = new ServerRoutes(options, this.discovery);
    this.#retries = new BackendRetries(options, pool, {
      total: this.total,
      countersOf: (server) => counters[server]!,
      disconnect: (slot, nowMs) => this.#disconnect(slot, false, nowMs),
      attempt: (slot, server, nowMs) => this.#attempt(slot, server, nowMs),
      goOn: (slot, decision, nowMs) => this.#goOn(slot, decision, nowMs),
    });
    this.#timers = new BackendTimers({
      ...{ loop, requests, connectTimeoutMs, timeouts: spec.timeouts },
      notConnected: (slot, nowMs) => this.#notConnected(slot, outcome.timeout, nowMs),
      silent: (slot, nowMs) => this.#silent(slot, nowMs),
      waitedTooLong: (slot, nowMs) => this.#waitedTooLong(slot, nowMs),
    });
  }

  /** A new request. */
  take(slot: number, nowMs: number): void {
    const requests = this.#requests;
    requests.backend[slot] = this.#options.index;
    requests.takenMs[slot] = nowMs;
    requests.redispatched[slot] = 0;
    const bound = this.#sessions === null ? noServer : this.#sessions.boundServer(slot);
    if (bound !== noServer) this.#attempt(slot, bound, nowMs);
    else this.#goOn(slot, this.pool.admit(slot, nowMs), nowMs);
  }

  connected(slot: number, nowMs: number): void {
    const requests = this.#requests;
    requests.connected[slot] = 1;
    this.#timers.answering(slot, nowMs);
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
      this.#erred(slot, nowMs);
    } else if (requests.connected[slot] === 1) this.#closed(slot, nowMs);
    else this.#notConnected(slot, ended, nowMs);
  }

  watches(slot: number): boolean {
    return this.#requests.connected[slot] === 0 || this.#timers.limitsAnswers;
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
    this.#timers.queueing(slot, nowMs);
  }

  #attempt(slot: number, server: number, nowMs: number): void {
    const requests = this.#requests;
    const counters = this.counters[server]!;
    counters.current++;
    counters.sessions++;
    requests.server[slot] = server;
    requests.connected[slot] = 0;
    this.#timers.connecting(slot, nowMs);
    if (this.#sessions?.take(slot, server, nowMs)) this.connected(slot, nowMs);
    if (!this.#routes.send(slot, server, nowMs)) this.#notConnected(slot, outcome.refused, nowMs);
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
    if (!retryOn.connectionFailure || !this.#retries.connect(slot, pauseMs(!timedOut, timeouts.connectMs), nowMs)) {
      this.counters[server]!.connectErrors++;
      this.total.connectErrors++;
      this.#answer(slot, cause, status.unavailable, timedOut ? termination.sC : termination.SC, nowMs);
    }
    this.#observe(server, 4, false);
  }

  /** The server has answered, but that it could not do it. */
  #erred(slot: number, nowMs: number): void {
    // What is tried again is neither counted nor looked at (haproxy 2.6: src/http_ana.c, `http_wait_for_response`).
    if (this.#retries.status(slot, status.internalError, nowMs)) return;
    const server = this.#requests.server[slot]!;
    this.counters[server]!.responses++;
    this.#answer(slot, outcome.other, status.internalError, termination['--'], nowMs);
    this.#observe(server, 7, false);
  }

  /** The server has closed the connection in place of an answer. */
  #closed(slot: number, nowMs: number): void {
    const server = this.#requests.server[slot]!;
    if (!this.#retries.answer(slot, this.spec.retryOn.emptyResponse, nowMs))
      this.#answer(slot, outcome.reset, status.badGateway, this.#isTcp ? termination.SD : termination.SH, nowMs);
    this.#observe(server, 7, false);
  }

  /** `timeout server`. */
  #silent(slot: number, nowMs: number): void {
    const server = this.#requests.server[slot]!;
    this.#options.journey.dropAttempt(slot, nowMs);
    if (!this.#retries.answer(slot, this.spec.retryOn.responseTimeout, nowMs))
      this.#answer(slot, outcome.timeout, status.gatewayTimeout, this.#isTcp ? termination.sD : termination.sH, nowMs);
    this.#observe(server, 7, false);
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
      this.#options.journey.dropAttempt(slot, nowMs);
      this.#answer(slot, outcome.reset, code, termination[letters], nowMs);
    }
  }

  // ------------------------------------------------- the answer

  #answer(slot: number, outcomeIndex: number, code: number, letters: number, nowMs: number): void {
    const requests = this.#requests;
    // At once: what the pool does now may lead back here.
    requests.answered[slot] = 1;
    if (requests.server[slot] === noServer) this.#timers.stop(slot);
    else this.#disconnect(slot, outcomeIndex === outcome.ok, nowMs);
    requests.outcome[slot] = outcomeIndex;
    requests.status[slot] = this.#isTcp ? status.none : code;
    requests.termination[slot] = letters;
    if (this.#hearsOfAnswers && requests.server[slot] !== noServer)
      this.pool.answered(requests.server[slot]!, nowMs - requests.sentMs[slot]!, outcomeIndex === outcome.ok, nowMs);
    this.#sessions?.ended(slot);
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

  #makeReports(): ServerReports {
    const { loop, requests, stations, spec } = this.#options;
    this.#reports ??= new ServerReports({
      ...{ loop, requests, stations, servers: spec.servers.length },
      hopMs: () => this.#routes.hopMs(),
      taskOf: (server, nowMs) => this.#routes.taskOf(server, nowMs),
      probed: (server, inFlight, latencyMs, nowMs) => this.pool.probed(server, inFlight, latencyMs, nowMs),
    });
    return this.#reports;
  }

  /** The server has nothing to do with it any more: what it may still do is not looked at. `whole`: it has answered. */
  #disconnect(slot: number, whole: boolean, nowMs: number): void {
    const requests = this.#requests;
    this.counters[requests.server[slot]!]!.current--;
    requests.attempt[slot]!++;
    this.#timers.stop(slot);
    this.#sessions?.release(slot, whole, nowMs);
  }

  /** Last of all: a server that is found down so may be cut, and with it what else it has. */
  #observe(server: number, layer: 4 | 7, good: boolean): void {
    if (this.#observes) this.control.checksOf(server)?.observe(layer, good);
  }
}
