import type { EventLoop, Handler } from '../../kernel/event-loop.ts';
import { outcome } from '../../metrics/outcome.ts';
import { DeadlineQueue } from '../deadline-queue.ts';
import { hashedUniform } from '../hash.ts';
import type { AttemptOwner, Journey } from '../journey.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerBackend } from '../spec.ts';
import type { NodeHandle } from '../traffic-options.ts';
import { type Asking, noServer } from './algorithm.ts';
import { afterFailure } from './retry.ts';
import { type PoolOwner, refused, ServerPool } from './server-pool.ts';

/** HAProxy's status codes (haproxy 2.6: doc/management.txt, termination states). */
const status = { ok: 200, badGateway: 502, unavailable: 503, gatewayTimeout: 504 } as const;

/** Counters of a server, from the start. */
export class ServerCounters {
  /** Requests that it has now, those still connecting included. */
  current = 0;
  sessions = 0;
  responses = 0;
  connectErrors = 0;
  responseErrors = 0;
  retries = 0;
  redispatches = 0;
  checkFailures = 0;
  downs = 0;
}

export interface BackendOptions {
  readonly spec: BalancerBackend;
  /** Its number in `requests.backend`. */
  readonly index: number;
  /** By server: its machine, and its port's number in the mesh. */
  readonly addresses: readonly { readonly node: NodeHandle; readonly portIndex: number }[];
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  readonly journey: Journey;
  /** After so long the balancer's kernel gives up on a connection, whatever `timeout connect` says. */
  readonly connectTimeoutMs: number;
}

/** The request that asks now. */
class RequestAsking implements Asking {
  readonly key = -1;
  nowMs = 0;
  #slot = 0;
  readonly #requests: RequestTable;

  constructor(requests: RequestTable) {
    this.#requests = requests;
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

/** A backend of a balancer: it chooses a server for a request, tries again where that is allowed, and answers. */
export class Backend implements AttemptOwner, PoolOwner {
  readonly spec: BalancerBackend;
  readonly addresses: BackendOptions['addresses'];
  readonly pool: ServerPool;
  readonly counters: readonly ServerCounters[];
  readonly #options: BackendOptions;
  readonly #requests: RequestTable;
  readonly #asking: RequestAsking;
  readonly #connecting: DeadlineQueue;
  /** `null` = no `timeout server`. */
  readonly #answering: DeadlineQueue | null;
  readonly #again: Handler = { fire: (slot, attempt, nowMs) => this.#tryAgain(slot, attempt, nowMs) };

  constructor(options: BackendOptions) {
    const { spec, requests, loop } = options;
    const { connectMs, serverMs } = spec.timeouts;
    this.spec = spec;
    this.addresses = options.addresses;
    this.#options = options;
    this.#requests = requests;
    this.#asking = new RequestAsking(requests);
    this.pool = new ServerPool(spec, this);
    this.counters = spec.servers.map(() => new ServerCounters());
    const isWaiting = (slot: number, timer: number) => requests.timer[slot] === timer;
    const connectTimeoutMs = Math.min(connectMs ?? options.connectTimeoutMs, options.connectTimeoutMs);
    this.#connecting = new DeadlineQueue(loop, connectTimeoutMs, {
      isWaiting,
      expired: (slot, nowMs) => this.#failed(slot, outcome.timeout, nowMs),
    });
    this.#answering =
      serverMs === null
        ? null
        : new DeadlineQueue(loop, serverMs, {
            isWaiting,
            expired: (slot, nowMs) => this.#answer(slot, outcome.timeout, status.gatewayTimeout, nowMs),
          });
  }

  /** A new request. */
  take(slot: number, nowMs: number): void {
    this.#requests.backend[slot] = this.#options.index;
    this.#goOn(slot, this.pool.admit(slot, nowMs), nowMs);
  }

  connected(slot: number, nowMs: number): void {
    const requests = this.#requests;
    requests.connected[slot] = 1;
    const timer = ++requests.timer[slot]!;
    this.#answering?.push(slot, timer, nowMs);
  }

  attemptEnded(slot: number, nowMs: number): void {
    const requests = this.#requests;
    const ended = requests.outcome[slot]!;
    const counters = this.counters[requests.server[slot]!]!;
    if (ended === outcome.ok) {
      counters.responses++;
      this.#answer(slot, outcome.ok, status.ok, nowMs);
    } else if (requests.connected[slot] === 1) {
      counters.responseErrors++;
      this.#answer(slot, outcome.reset, status.badGateway, nowMs);
    } else this.#failed(slot, ended, nowMs);
  }

  watches(slot: number): boolean {
    return this.#requests.connected[slot] === 0 || this.#answering !== null;
  }

  // ------------------------------------------------- what the pool says

  asking(slot: number, nowMs: number): Asking {
    return this.#asking.of(slot, nowMs);
  }

  dequeued(slot: number, server: number, nowMs: number): void {
    this.#requests.queuedMs[slot]! += nowMs;
    this.#attempt(slot, server, nowMs);
  }

  refused(slot: number, nowMs: number): void {
    this.#requests.queuedMs[slot]! += nowMs;
    this.#answer(slot, outcome.noBackend, status.unavailable, nowMs);
  }

  /** The pool has decided where it goes. */
  #goOn(slot: number, server: number, nowMs: number): void {
    const requests = this.#requests;
    if (server >= 0) {
      this.#attempt(slot, server, nowMs);
      return;
    }
    requests.server[slot] = noServer;
    if (server === refused) this.#answer(slot, outcome.noBackend, status.unavailable, nowMs);
    // Until it is sent or refused.
    else requests.queuedMs[slot]! -= nowMs;
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
    this.#options.journey.forward(slot, node, portIndex, nowMs);
  }

  /** The attempt did not get a connection. */
  #failed(slot: number, cause: number, nowMs: number): void {
    const requests = this.#requests;
    const server = requests.server[slot]!;
    const { spec, loop } = this.#options;
    const retries = requests.retries[slot]!;
    const step = afterFailure({
      retries,
      allowed: spec.retries,
      redispatch: spec.redispatch,
      usableServers: this.pool.usableActive,
      serverRuns: this.pool.running(server),
      refused: cause !== outcome.timeout,
      connectTimeoutMs: spec.timeouts.connectMs,
    });
    this.counters[server]!.connectErrors++;
    if (step.kind === 'give up') {
      this.#answer(slot, cause, status.unavailable, nowMs);
      return;
    }
    this.#disconnect(slot);
    requests.retries[slot] = retries + 1;
    if (step.kind === 'redispatch') {
      this.counters[server]!.redispatches++;
      this.#goOn(slot, this.pool.redispatch(slot, nowMs), nowMs);
      return;
    }
    this.counters[server]!.retries++;
    requests.queuedMs[slot]! += step.afterMs;
    if (step.afterMs === 0) this.#attempt(slot, server, nowMs);
    else loop.at(nowMs + step.afterMs, this.#again, slot, requests.attempt[slot]!);
  }

  #tryAgain(slot: number, attempt: number, nowMs: number): void {
    if (this.#requests.attempt[slot] === attempt) this.#attempt(slot, this.#requests.server[slot]!, nowMs);
  }

  #answer(slot: number, outcomeIndex: number, code: number, nowMs: number): void {
    const requests = this.#requests;
    if (requests.server[slot] !== noServer) this.#disconnect(slot);
    requests.outcome[slot] = outcomeIndex;
    requests.status[slot] = this.spec.mode === 'http' ? code : 0;
    // Before the client hears of it: it may send its next request in the same slot.
    this.pool.leave(slot, nowMs);
    this.#options.journey.reply(slot, nowMs);
  }

  /** The server has nothing to do with it any more: what it may still do is not looked at. */
  #disconnect(slot: number): void {
    const requests = this.#requests;
    this.counters[requests.server[slot]!]!.current--;
    requests.attempt[slot]!++;
    requests.timer[slot]!++;
  }
}
