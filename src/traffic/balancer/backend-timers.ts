import type { EventLoop } from '../../kernel/event-loop.ts';
import { DeadlineQueue } from '../deadline-queue.ts';
import type { RequestTable } from '../request-table.ts';
import type { BalancerBackend } from '../spec.ts';

export interface TimersOptions {
  readonly timeouts: BalancerBackend['timeouts'];
  readonly loop: EventLoop;
  readonly requests: RequestTable;
  /** After so long the kernel gives up on a connection. */
  readonly connectTimeoutMs: number;
  notConnected(slot: number, nowMs: number): void;
  silent(slot: number, nowMs: number): void;
  waitedTooLong(slot: number, nowMs: number): void;
}

/** The timer of each request of a backend: it has one at a time, and what begins next stops the one before. */
export class BackendTimers {
  readonly #requests: RequestTable;
  readonly #connecting: DeadlineQueue;
  /** `null` = no `timeout server`. */
  readonly #answering: DeadlineQueue | null;
  /** `null` = neither `timeout queue` nor `timeout connect`. */
  readonly #queueing: DeadlineQueue | null;

  constructor(options: TimersOptions) {
    const { loop, requests, connectTimeoutMs } = options;
    const { connectMs, serverMs, queueMs } = options.timeouts;
    this.#requests = requests;
    const isWaiting = (slot: number, timer: number) => requests.timer[slot] === timer;
    const queue = (delayMs: number, expired: (slot: number, nowMs: number) => void) =>
      new DeadlineQueue(loop, delayMs, { isWaiting, expired });
    this.#connecting = queue(Math.min(connectMs ?? connectTimeoutMs, connectTimeoutMs), (slot, nowMs) =>
      options.notConnected(slot, nowMs),
    );
    this.#answering = serverMs === null ? null : queue(serverMs, (slot, nowMs) => options.silent(slot, nowMs));
    const queueingMs = queueMs ?? connectMs;
    this.#queueing =
      queueingMs === null ? null : queue(queueingMs, (slot, nowMs) => options.waitedTooLong(slot, nowMs));
  }

  /** Some limit stands on how long an answer may take. */
  get limitsAnswers(): boolean {
    return this.#answering !== null;
  }

  connecting(slot: number, nowMs: number): void {
    this.#connecting.push(slot, ++this.#requests.timer[slot]!, nowMs);
  }

  answering(slot: number, nowMs: number): void {
    const timer = ++this.#requests.timer[slot]!;
    this.#answering?.push(slot, timer, nowMs);
  }

  queueing(slot: number, nowMs: number): void {
    const timer = ++this.#requests.timer[slot]!;
    this.#queueing?.push(slot, timer, nowMs);
  }

  stop(slot: number): void {
    this.#requests.timer[slot]!++;
  }
}
