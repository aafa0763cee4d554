import type { Backend } from '../balancer/backend.ts';
import { queued } from '../balancer/server-pool.ts';
import type { TrafficParts } from '../traffic-parts.ts';
import { agree } from './agree.ts';
import type { Ledger } from './ledger.ts';
import { StepArea } from './step-area.ts';
import { tapAfter, tapBefore } from './tap.ts';
import { Touched } from './touched.ts';

/** What is known of the requests that wait in the queues of one backend: its own and those of its servers. */
class Queues {
  readonly length: StepArea;
  /** Since when, by request. */
  readonly waiting = new Map<number, number>();
  /** Of those that have left them. */
  waitedMs = 0;

  constructor(nowMs: number) {
    this.length = new StepArea(nowMs);
  }

  leave(request: number, nowMs: number): void {
    const sinceMs = this.waiting.get(request);
    if (sinceMs === undefined) return;
    this.waiting.delete(request);
    this.waitedMs += nowMs - sinceMs;
  }
}

/**
 * L = λW at the queues of balancers: the integral of their lengths, as the pool of servers counts them, is the sum of the waits, as the backend
 * was told of them.
 */
export class QueueLedger implements Ledger {
  readonly #backends: readonly Backend[];
  readonly #queues: readonly Queues[];
  readonly #touched = new Touched();

  constructor({ balancers }: TrafficParts, nowMs: number) {
    this.#backends = balancers.flatMap((balancer) => balancer.backends);
    this.#queues = this.#backends.map((backend, index) => this.#watch(backend, index, nowMs));
  }

  checkTouched(nowMs: number): void {
    this.#touched.forEach((index) => {
      this.#count(index, nowMs);
      if (this.#queues[index]!.length.count === 0) this.#checkWaits(index, 0, nowMs);
    });
  }

  checkAll(nowMs: number): void {
    this.#queues.forEach(({ waiting }, index) => {
      this.#count(index, nowMs);
      let agesMs = 0;
      for (const sinceMs of waiting.values()) agesMs += nowMs - sinceMs;
      this.#checkWaits(index, agesMs, nowMs);
    });
  }

  #watch(backend: Backend, index: number, nowMs: number): Queues {
    const queues = new Queues(nowMs);
    const { pool } = backend;
    const placed = (place: number, request: number, atMs: number) => {
      this.#touched.add(index);
      if (place === queued) queues.waiting.set(request, atMs);
    };
    tapAfter(pool, 'admit', placed);
    tapAfter(pool, 'redispatch', placed);
    tapBefore(pool, 'leave', (request, atMs) => {
      this.#touched.add(index);
      queues.leave(request, atMs);
    });
    tapBefore(backend, 'dequeued', (request, _server, atMs) => {
      this.#touched.add(index);
      queues.leave(request, atMs);
    });
    tapBefore(backend, 'refused', (request, atMs) => {
      this.#touched.add(index);
      queues.leave(request, atMs);
    });
    return queues;
  }

  #count(index: number, nowMs: number): void {
    const { spec, pool } = this.#backends[index]!;
    const { length, waiting } = this.#queues[index]!;
    let count = pool.queued;
    for (let server = 0; server < spec.servers.length; server++) count += pool.server(server).queued;
    if (count !== waiting.size)
      throw new Error(`backend ${spec.name}: its queues hold ${count} requests, and ${waiting.size} were told to wait`);
    length.set(count, nowMs);
  }

  #checkWaits(index: number, agesMs: number, nowMs: number): void {
    const { length, waitedMs } = this.#queues[index]!;
    const areaMs = length.areaMs(nowMs);
    if (agree(areaMs, waitedMs + agesMs)) return;
    const { name } = this.#backends[index]!.spec;
    throw new Error(`backend ${name}: ${areaMs} requests × ms in its queues, but they waited ${waitedMs + agesMs} ms`);
  }
}
