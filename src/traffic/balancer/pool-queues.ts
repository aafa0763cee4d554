import { noServer } from './algorithm.ts';
import type { PoolServer } from './pool-server.ts';
import type { QueueMeter } from './queue-meter.ts';
import { RequestLists } from './request-lists.ts';

/** HAProxy's queues of a backend: one for each server, one for any of them; and those that are on their way out of a queue. */
export class PoolQueues {
  readonly #servers: readonly PoolServer[];
  readonly #lists: RequestLists;
  readonly #meter: QueueMeter | null;
  readonly #anyServer: number;
  readonly #leaving: number;

  /** `meter`: `null` = nobody asks how long they are. */
  constructor(servers: readonly PoolServer[], meter: QueueMeter | null) {
    this.#servers = servers;
    this.#meter = meter;
    this.#anyServer = servers.length;
    this.#leaving = servers.length + 1;
    this.#lists = new RequestLists(servers.length + 2);
  }

  /** How many wait for any server. */
  get forAny(): number {
    return this.#lists.length(this.#anyServer);
  }

  /** Of those, who came first; −1 = none. */
  get firstForAny(): number {
    return this.#lists.first(this.#anyServer);
  }

  has(request: number): boolean {
    return this.#lists.listOf(request) !== noServer;
  }

  /** Which server it waits for, −1 = any. */
  serverOf(request: number): number {
    const list = this.#lists.listOf(request);
    return list < this.#anyServer ? list : noServer;
  }

  waitForAny(request: number, nowMs: number): void {
    this.#lists.append(this.#anyServer, request, nowMs);
    this.#meter?.entered();
  }

  waitFor(server: PoolServer, request: number, nowMs: number): void {
    this.#lists.append(server.index, request, nowMs);
    server.queued++;
    this.#meter?.entered();
  }

  /** The oldest of those who wait for this server and, with `takesAny`, of those who wait for any; its own if equally old. −1 = none. */
  oldest({ index }: PoolServer, takesAny: boolean): number {
    const own = this.#lists.first(index);
    const any = takesAny ? this.firstForAny : noServer;
    return own === noServer || (any !== noServer && this.#isOlder(any, own)) ? any : own;
  }

  takeOut(request: number): void {
    const list = this.#lists.listOf(request);
    if (list < this.#anyServer) this.#servers[list]!.queued--;
    this.#lists.remove(request);
    this.#meter?.left();
  }

  /** Out of its queue: whoever it belongs to will be told. */
  letGo(request: number): void {
    this.takeOut(request);
    this.#lists.append(this.#leaving, request, 0);
  }

  /** All who wait for this server alone. */
  letGoAll({ index, queued }: PoolServer): void {
    for (let left = queued; left > 0; left--) this.letGo(this.#lists.first(index));
  }

  /** The next of those who were let go; −1 = there is none. */
  nextLeaving(): number {
    const request = this.#lists.first(this.#leaving);
    if (request !== noServer) this.#lists.remove(request);
    return request;
  }

  /** Ages are whole milliseconds. */
  #isOlder(a: number, b: number): boolean {
    return Math.floor(this.#lists.sinceMs(a)) < Math.floor(this.#lists.sinceMs(b));
  }
}
