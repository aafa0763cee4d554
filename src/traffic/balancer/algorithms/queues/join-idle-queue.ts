import type { Asking, BalancedServer } from '../../algorithm.ts';
import { ByLottery } from '../choices/by-lottery.ts';

/**
 * Join-idle-queue (Y. Lu et al., Join-Idle-Queue: A novel load balancing algorithm for dynamically scalable web services,
 * Performance Evaluation 68, 2011): a server that has nothing left to do says so, and stands in a queue; a request takes the
 * first of them. If there is none: a random server, by weight.
 */
export class JoinIdleQueue extends ByLottery {
  /** Servers that said that they are idle, in the order in which they did. */
  readonly #idle: number[] = [];

  constructor(servers: readonly BalancedServer[]) {
    super(servers);
    for (const { index, usable } of servers) if (usable) this.#idle.push(index);
  }

  pick(avoid: number, asking: Asking): number {
    for (let place = 0; place < this.#idle.length; place++) {
      const server = this.#idle[place]!;
      if (server === avoid || this.servers[server]!.saturated) continue;
      this.#idle.splice(place, 1);
      return server;
    }
    return this.lottery.draw(avoid, asking);
  }

  override serverUp(index: number): void {
    super.serverUp(index);
    this.#idle.push(index);
  }

  override serverDown(index: number): void {
    super.serverDown(index);
    const place = this.#idle.indexOf(index);
    if (place >= 0) this.#idle.splice(place, 1);
  }

  idle(index: number): void {
    if (this.servers[index]!.usable && !this.#idle.includes(index)) this.#idle.push(index);
  }
}
