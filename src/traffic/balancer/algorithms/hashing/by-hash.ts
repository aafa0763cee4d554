import type { Asking, LoadBalancingAlgorithm } from '../../algorithm.ts';

/** An algorithm that spreads hashes over the usable servers by their weights: whatever changes about them, it spreads them anew. */
export abstract class ByHash implements LoadBalancingAlgorithm {
  abstract pick(avoid: number, asking: Asking): number;

  /** Which servers are usable, or a weight. */
  protected abstract changed(): void;

  serverUp(): void {
    this.changed();
  }

  serverDown(): void {
    this.changed();
  }

  weightChanged(): void {
    this.changed();
  }
}
