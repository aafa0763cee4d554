import { type Asking, type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../../algorithm.ts';
import { expectedDelay } from '../load.ts';

/**
 * Join the shortest queue: of all servers the one with the fewest requests of this balancer, a random one among equals (W.
 * Winston, Optimality of the shortest line discipline, 1977). With weights as speeds: the shortest expected delay.
 */
export class JoinShortestQueue implements LoadBalancingAlgorithm {
  readonly #servers: readonly BalancedServer[];
  readonly #shortest: number[] = [];

  constructor(servers: readonly BalancedServer[]) {
    this.#servers = servers;
  }

  pick(avoid: number, asking: Asking): number {
    const shortest = this.#shortest;
    shortest.length = 0;
    let least = Number.POSITIVE_INFINITY;
    for (const server of this.#servers) {
      if (!server.usable || server.saturated || server.index === avoid) continue;
      const delay = expectedDelay(server);
      if (delay > least) continue;
      if (delay < least) shortest.length = 0;
      least = delay;
      shortest.push(server.index);
    }
    if (shortest.length > 1) return shortest[Math.floor(asking.draw() * shortest.length)]!;
    return shortest[0] ?? (avoid === noServer ? noServer : this.pick(noServer, asking));
  }

  serverUp(): void {}

  serverDown(): void {}

  weightChanged(): void {}
}
