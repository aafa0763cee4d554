/** A task that has just begun to listen is slower: nothing is compiled, nothing cached. */
export interface ColdStartSpec {
  /** Its first requests take so many times their demand, ≥ 1. */
  readonly slowdown: number;
  /** After so long it is as fast as it gets. */
  readonly forMs: number;
}

/** How many times its demand the work of a task takes, so long after it began to listen: a straight line down to 1. */
export function coldFactor({ slowdown, forMs }: ColdStartSpec, sinceMs: number): number {
  return sinceMs >= forMs ? 1 : slowdown - (slowdown - 1) * (sinceMs / forMs);
}
