import { type BalancedServer, type LoadBalancingAlgorithm, noServer } from '../algorithm.ts';

/** HAProxy's `first`: the lowest numeric id that is not saturated (haproxy 2.6: src/lb_fas.c). Weights have no say. */
export class First implements LoadBalancingAlgorithm {
  readonly queuesBehind = true;
  readonly #inOrder: readonly BalancedServer[];

  constructor(servers: readonly BalancedServer[]) {
    this.#inOrder = [...servers].sort((a, b) => a.id - b.id);
  }

  pick(avoid: number): number {
    let avoided = noServer;
    for (const server of this.#inOrder) {
      if (!server.usable || server.saturated) continue;
      if (server.index !== avoid) return server.index;
      avoided = server.index;
    }
    return avoided;
  }

  serverUp(): void {}

  serverDown(): void {}

  weightChanged(): void {}
}
