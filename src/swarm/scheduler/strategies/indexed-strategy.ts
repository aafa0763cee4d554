import type { PlacementStrategy } from '../strategy.ts';

/** A strategy that finds its nodes in indexes. */
export interface IndexedStrategy extends PlacementStrategy {
  /** The same, but it looks at every node: both decide alike, which tests hold, at other costs. */
  readonly byScan: PlacementStrategy;
}
