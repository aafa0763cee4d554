/**
 * A server of a backend as the balancing algorithms see it. Servers are numbered in the order in which they are declared.
 */
export interface BalancedServer {
  readonly index: number;
  /** As configured, 0…256: what static algorithms go by. */
  readonly initialWeight: number;
  /** HAProxy's effective weight: the user's weight × 16, so that a slow start has fractions. */
  readonly effectiveWeight: number;
  /** It has a weight, is up, and is neither in maintenance nor draining. */
  readonly usable: boolean;
  /** It has as many requests as it may have. */
  readonly saturated: boolean;
}

/** No server. */
export const noServer = -1;

/**
 * Which server takes the next request: one algorithm, over the servers of one group (a backend's active servers). The owner
 * changes a server first and then tells.
 */
export interface LoadBalancingAlgorithm {
  /** For one more request, other than `avoid` if possible (−1 = any). −1 if none is free. */
  pick(avoid: number): number;
  /** It became usable. */
  serverUp(index: number): void;
  /** It was usable until now, with this effective weight. */
  serverDown(index: number, oldWeight: number): void;
  /** Another weight (not 0); it is usable and was before. */
  weightChanged(index: number, oldWeight: number): void;
}
