/** The TCP connections that a client keeps. `null` in its place: it is not asked what a connection costs, and each request has one of its own. */
export interface ConnectionSpec {
  /** false: each carries one request and is closed. */
  readonly keepAlive: boolean;
  /** Connections at once; Infinity = no bound. A request that finds none free waits. */
  readonly pool: number;
  /** One that has carried nothing for so long is closed. */
  readonly idleMs: number;
  /** Requests that one carries at most; Infinity = no bound. */
  readonly maxRequests: number;
  /** One that is so old is closed after the request that it carries; Infinity = never. */
  readonly lifetimeMs: number;
  /** Before its first request may travel: 1 for TCP, one or two more for TLS. */
  readonly roundTrips: number;
}
