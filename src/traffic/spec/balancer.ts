/** Balancers, as HAProxy's model has them. */

/** Which server takes the next request. */
export type BalanceAlgorithm =
  | { readonly kind: 'roundrobin' | 'static-rr' | 'leastconn' | 'first' }
  /** The least loaded of so many drawn from the consistent ring. */
  | { readonly kind: 'random'; readonly draws: number }
  | { readonly kind: 'hash'; readonly of: HashedPart; readonly type: HashType };

/** What of a request is hashed. */
export type HashedPart =
  | { readonly kind: 'source' }
  /** The path; `whole` = the query as well; 0 = no limit on its length or its depth in slashes. */
  | { readonly kind: 'uri'; readonly whole: boolean; readonly length: number; readonly depth: number }
  /** `domainOnly` = of a host name the last label before the top-level domain. */
  | { readonly kind: 'header'; readonly name: string; readonly domainOnly: boolean }
  | { readonly kind: 'url_param'; readonly name: string };

export interface HashType {
  /** A table of turns as `static-rr` has it, or a ring of points. */
  readonly lookup: 'map' | 'consistent';
  readonly function: HashFunction;
  /** The hash is mixed once more. */
  readonly avalanche: boolean;
  /** On a ring: no server has more than so many percent of the mean load, > 100; 0 = no bound. */
  readonly balanceFactor: number;
}

export type HashFunction = 'sdbm' | 'djb2' | 'wt6' | 'crc32';

export interface HealthCheckSpec {
  readonly intervalMs: number;
  readonly fastIntervalMs: number;
  readonly downIntervalMs: number;
  readonly fall: number;
  readonly rise: number;
  /** `null` = a TCP connect is enough; else the status of this request decides (2xx, 3xx pass). */
  readonly http: { readonly method: string; readonly uri: string } | null;
  readonly timeoutMs: number | null;
}

export interface BalancerServer {
  readonly name: string;
  /** HAProxy's numeric id (`srv_id`). */
  readonly id: number;
  readonly host: string;
  readonly port: number;
  /** 0…256. */
  readonly weight: number;
  /** Requests at once; 0 = unlimited. */
  readonly maxConnections: number;
  /** The limit while the backend has few requests; 0 = `maxConnections`, always. */
  readonly minConnections: number;
  /** Requests that may wait for it alone; 0 = unlimited. */
  readonly maxQueue: number;
  /** Over so long its weight and limit grow after it has come up; 0 = at once. */
  readonly slowStartMs: number;
  readonly check: HealthCheckSpec | null;
  readonly backup: boolean;
  /** Starts in maintenance. */
  readonly disabled: boolean;
}

/** A header that the balancer adds to a response, if the server that answered has this id (`null` = always). */
export interface ResponseHeader {
  readonly name: string;
  readonly value: string;
  readonly ifServerId: number | null;
}

export interface BalancerBackend {
  readonly name: string;
  readonly mode: 'http' | 'tcp';
  readonly algorithm: BalanceAlgorithm;
  readonly servers: readonly BalancerServer[];
  /** From so many requests in the backend on each server may have its `maxConnections`. */
  readonly fullConnections: number;
  /** Without an active server all backups are used, not only the first. */
  readonly allBackups: boolean;
  /** A client that gives up while its request waits takes it out of the queue. */
  readonly abortOnClose: boolean;
  /** Retries after the first attempt. */
  readonly retries: number;
  /** `null` = no `option redispatch`; else its interval (default −1: on the last retry). */
  readonly redispatch: number | null;
  readonly timeouts: {
    readonly connectMs: number | null;
    readonly serverMs: number | null;
    readonly queueMs: number | null;
  };
  readonly responseHeaders: readonly ResponseHeader[];
}

export interface BalancerFrontend {
  readonly name: string;
  /** Ports that it binds inside the balancer's container or machine. */
  readonly ports: readonly number[];
  readonly mode: 'http' | 'tcp';
  readonly defaultBackend: string | null;
  readonly timeouts: { readonly clientMs: number | null };
  readonly responseHeaders: readonly ResponseHeader[];
}

export interface BalancerSpec {
  readonly name: string;
  readonly version: string;
  readonly frontends: readonly BalancerFrontend[];
  readonly backends: readonly BalancerBackend[];
  /** Published port → the port that it binds. */
  readonly publish: readonly { readonly published: number; readonly target: number }[];
  /** From when on it is there. */
  readonly startMs: number;
}
