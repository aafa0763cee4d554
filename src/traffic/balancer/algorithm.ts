/**
 * A server of a backend as the balancing algorithms see it. Servers are numbered in the order in which they are declared.
 */
export interface BalancedServer {
  readonly index: number;
  /** HAProxy's numeric id: the order of `first`, and places on a hash ring. */
  readonly id: number;
  readonly backup: boolean;
  /** As configured, 0…256: what static algorithms go by. */
  readonly initialWeight: number;
  /** HAProxy's effective weight: the user's weight × 16, so that a slow start has fractions. */
  readonly effectiveWeight: number;
  /** It has a weight, is up, and is neither in maintenance nor draining. */
  readonly usable: boolean;
  /** It has as many requests as it may have, or some wait for it. */
  readonly saturated: boolean;
  /** It and its own queue have as many as both may have. */
  readonly full: boolean;
  /** Requests given to it that have not ended. */
  readonly served: number;
  /** Requests that wait for this server alone. */
  readonly queued: number;
}

/** No server. */
export const noServer = -1;

/** The request that asks for a server. One object serves all of them: never keep it. */
export interface Asking {
  /** What a hash goes by: 32 bits, not mixed yet; −1 = the request has none. */
  readonly key: number;
  readonly nowMs: number;
  /** Its own next random number, 0 ≤ u < 1. */
  draw(): number;
}

/** Asks a server how it is. The answer comes to the algorithm's `probed` later; from a server that is gone none does. */
export interface Prober {
  probe(index: number, nowMs: number): void;
}

/**
 * Which server takes the next request: one algorithm, over the servers of one group (a backend's active servers). The owner
 * changes a server first and then tells.
 */
export interface LoadBalancingAlgorithm {
  /** While requests wait in the backend's queue, one more joins them without a look at the servers. */
  readonly queuesBehind?: boolean;
  /** For one more request, other than `avoid` if possible (−1 = any). −1 if none is free. */
  pick(avoid: number, asking: Asking): number;
  /** It became usable. */
  serverUp(index: number): void;
  /** It was usable until now, with this effective weight. */
  serverDown(index: number, oldWeight: number): void;
  /** Another weight (not 0); it is usable and was before. */
  weightChanged(index: number, oldWeight: number): void;
  /** `served` is another number now; `queued` may be one as well. Usable or not. */
  loadChanged?(index: number): void;
  /** A request that it had has ended: how long that took it, and whether it was answered. */
  answered?(index: number, latencyMs: number, ok: boolean, nowMs: number): void;
  /** It said, with an answer, that it has nothing left to do, whoever had sent it. */
  idle?(index: number): void;
  /** The answer to a probe: requests that it has in flight, whoever sent them, and how long one takes there with so many. */
  probed?(index: number, inFlight: number, latencyMs: number, nowMs: number): void;
}
