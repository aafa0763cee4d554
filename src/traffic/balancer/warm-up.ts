import type { EventId, EventLoop } from '../../kernel/event-loop.ts';
import type { BalancerServer } from '../spec.ts';
import { fullWarmth } from './pool-server.ts';
import type { ServerPool } from './server-pool.ts';

const stepMs = 1000;
const percent = 100;

/**
 * `slowstart`: a server that comes up begins with a sixteenth of its weight and one request, and has more each second (haproxy 2.6:
 * src/server.c, `server_recalc_eweight`, `server_warmup`). HAProxy counts in whole seconds.
 */
export class WarmUp {
  readonly #loop: EventLoop;
  readonly #pool: ServerPool;
  /** In whole seconds, by server; 0 = it is warm at once. */
  readonly #seconds: readonly number[];
  readonly #scalesWeight: boolean;
  /** By server: its next step, −1 = none. */
  readonly #next: EventId[];

  /** `scalesWeight`: a static algorithm never changes weights; only limits grow then. */
  constructor(loop: EventLoop, pool: ServerPool, servers: readonly BalancerServer[], scalesWeight: boolean) {
    this.#loop = loop;
    this.#pool = pool;
    this.#seconds = servers.map(({ slowStartMs }) => Math.ceil(slowStartMs / stepMs));
    this.#scalesWeight = scalesWeight;
    this.#next = servers.map(() => -1);
  }

  /** It is about to come up. */
  begin(server: number): void {
    this.stop(server);
    if (this.#seconds[server]! > 0) this.#step(server, 0);
  }

  /** It has gone down. */
  stop(server: number): void {
    if (this.#next[server]! >= 0) this.#loop.cancel(this.#next[server]!);
    this.#next[server] = -1;
  }

  #step(server: number, elapsed: number): void {
    const seconds = this.#seconds[server]!;
    const isWarm = elapsed >= seconds;
    const sixteenths = isWarm
      ? fullWarmth
      : Math.min(fullWarmth, Math.floor((fullWarmth * elapsed + seconds) / seconds));
    const limit = isWarm ? percent : Math.floor((percent * elapsed) / seconds);
    this.#pool.setWarmth(server, this.#scalesWeight ? sixteenths : fullWarmth, limit);
    if (elapsed > 0) this.#pool.refill(server, this.#loop.nowMs);
    this.#next[server] = isWarm ? -1 : this.#loop.call(stepMs, () => this.#step(server, elapsed + 1));
  }
}
