import type { ComparedAlgorithm } from '../balancer/algorithms/compared-algorithm.ts';

/** Balancers, as HAProxy's model has them. */

/** Which server takes the next request. */
export type BalanceAlgorithm =
  | { readonly kind: 'roundrobin' | 'static-rr' | 'leastconn' | 'first' }
  /** The least loaded of so many drawn from the consistent ring. */
  | { readonly kind: 'random'; readonly draws: number }
  | { readonly kind: 'hash'; readonly of: HashedPart; readonly type: HashType }
  /** One that HAProxy does not have. */
  | ComparedAlgorithm;

/** What of a request is hashed. */
export type HashedPart =
  | { readonly kind: 'source' }
  /** The path; `whole` = the query as well; 0 = no limit on its length or its depth in slashes. */
  | { readonly kind: 'uri'; readonly whole: boolean; readonly length: number; readonly depth: number }
  /** `domainOnly` = of a host name the last label before the top-level domain. */
  | { readonly kind: 'header'; readonly name: string; readonly domainOnly: boolean }
  | { readonly kind: 'url_param'; readonly name: string }
  /** The source address, by the hash function: `source` takes it as it is. */
  | { readonly kind: 'address' }
  /** What no simulated request has. */
  | { readonly kind: 'nothing' };

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
  /** `null` = a TCP connect is enough; else the status of this request decides. */
  readonly http: HttpCheck | null;
  readonly timeoutMs: number | null;
  /** Where it connects to; `null` = the server's own port. */
  readonly port: number | null;
  /** Whether requests count as checks as well; `null` = they do not. */
  readonly observe: ObservedTraffic | null;
}

export interface HttpCheck {
  readonly method: string;
  readonly uri: string;
  /** Statuses that pass, both ends included; with `negated` the others do. */
  readonly statuses: readonly { readonly from: number; readonly to: number }[];
  readonly negated: boolean;
  /** A server that is up and answers 404 gets no new requests and is not down. */
  readonly disableOn404: boolean;
}

/** `observe`: errors of requests in a row that count for a check (haproxy 2.6: src/check.c, `__health_adjust`). */
export interface ObservedTraffic {
  /** 4: only whether a connection was made; 7: only what was answered on it. */
  readonly layer: 4 | 7;
  readonly errorLimit: number;
  /** What so many errors do: the next check comes early; one failed check; a failed check to the brink; down. */
  readonly onError: 'fastinter' | 'fail-check' | 'sudden-death' | 'mark-down';
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
  /** When it is found down, what it has is cut. */
  readonly cutsWhenDown: boolean;
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
  /** What of a request an algorithm hashes that HAProxy does not have; absent = requests have no key for it. */
  readonly hashOn?: HashedPart;
  readonly servers: readonly BalancerServer[];
  /** The servers are places for the tasks of this service, which come and go; their hosts mean nothing. */
  readonly discovers?: { readonly service: string };
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
  readonly retryOn: RetryReasons;
  readonly timeouts: {
    readonly connectMs: number | null;
    readonly serverMs: number | null;
    /** `null` = as `connectMs`. */
    readonly queueMs: number | null;
  };
  readonly connections: ServerConnections;
  readonly requestRules: readonly RequestRule[];
  readonly responseHeaders: readonly ResponseHeader[];
}

/** After what another attempt may be made (`retry-on`). */
export interface RetryReasons {
  readonly connectionFailure: boolean;
  /** It closed or reset the connection before it answered. */
  readonly emptyResponse: boolean;
  readonly responseTimeout: boolean;
  /** It answered with one of these. */
  readonly statuses: readonly number[];
}

/** Connections to the servers: whether they are kept, and who may use them again. */
export interface ServerConnections {
  /** `http-keep-alive` keeps both sides, `http-server-close` only the client's, `httpclose` none. */
  readonly mode: 'http-keep-alive' | 'http-server-close' | 'httpclose';
  readonly reuse: 'never' | 'safe' | 'aggressive' | 'always';
}

/** A condition on a request. */
export type RequestCondition =
  | { readonly kind: 'always' | 'never' }
  | { readonly kind: 'not'; readonly of: RequestCondition }
  | { readonly kind: 'all' | 'any'; readonly of: readonly RequestCondition[] }
  /** `target`: path and query. */
  | ({ readonly kind: 'method' | 'target' | 'path' | 'query' } & TextMatch)
  /** Any value of the header; without the header it does not hold. */
  | ({ readonly kind: 'header'; readonly name: string } & TextMatch)
  /** The client's IPv4 address is in one of these networks; both as 32 bits. */
  | { readonly kind: 'source'; readonly networks: readonly { readonly address: number; readonly mask: number }[] };

/** How a text is compared with the values; one that matches is enough. */
export interface TextMatch {
  /** `found`: that it is there; `dir`, `dom`: a whole part between slashes, or dots. */
  readonly match: 'found' | 'str' | 'beg' | 'end' | 'sub' | 'dir' | 'dom' | 'reg';
  readonly values: readonly string[];
  readonly ignoresCase: boolean;
}

/** `http-request`: the first rule whose condition holds decides. */
export type RequestRule =
  | { readonly kind: 'allow'; readonly condition: RequestCondition }
  /** The balancer answers itself, after a while (`tarpit`): `PR` = denied, `PT` = held up, `LR` = its own answer. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly afterMs: number;
      readonly termination: 'PR' | 'PT' | 'LR';
      readonly condition: RequestCondition;
    };

export interface BackendRule {
  readonly backend: string;
  readonly condition: RequestCondition;
}

export interface BalancerFrontend {
  readonly name: string;
  /** Ports that it binds inside the balancer's container or machine. */
  readonly ports: readonly number[];
  readonly mode: 'http' | 'tcp';
  /** Connections at once, the others wait in the kernel; 0 = unlimited. */
  readonly maxConnections: number;
  readonly requestRules: readonly RequestRule[];
  /** The first that holds decides; else `defaultBackend`. */
  readonly backendRules: readonly BackendRule[];
  readonly defaultBackend: string | null;
  readonly timeouts: {
    readonly clientMs: number | null;
    /** `null` = as `clientMs`. */
    readonly httpRequestMs: number | null;
    /** `null` = as `httpRequestMs`, else `clientMs`. */
    readonly httpKeepAliveMs: number | null;
  };
  /** Together with the backend's: whichever keeps less holds. */
  readonly connectionMode: ServerConnections['mode'];
  readonly responseHeaders: readonly ResponseHeader[];
}

/** How the checks of all servers are spread over time. */
export interface CheckPace {
  /** Each interval varies by so many percent, 0…50. */
  readonly spreadPercent: number;
  /** The first checks are spread over at most so long; 0 = no limit. */
  readonly maxSpreadMs: number;
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
  /** From when on it is gone; `null` = it stays. */
  readonly stopMs: number | null;
  readonly checkPace: CheckPace;
}
