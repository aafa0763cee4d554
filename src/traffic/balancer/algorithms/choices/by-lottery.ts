import type { Asking, BalancedServer, LoadBalancingAlgorithm } from '../../algorithm.ts';
import { Lottery } from './lottery.ts';

/** An algorithm whose candidates are drawn at random. */
export abstract class ByLottery implements LoadBalancingAlgorithm {
  protected readonly servers: readonly BalancedServer[];
  protected readonly lottery: Lottery;

  constructor(servers: readonly BalancedServer[], byWeight = true) {
    this.servers = servers;
    this.lottery = new Lottery(servers, byWeight);
  }

  abstract pick(avoid: number, asking: Asking): number;

  serverUp(index: number): void {
    this.lottery.add(index);
  }

  serverDown(index: number): void {
    this.lottery.remove(index);
  }

  weightChanged(): void {
    this.lottery.weightsChanged();
  }
}
