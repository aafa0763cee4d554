import type { DistributionSpec } from '../kernel/distribution.ts';
import type { ErrorKind } from '../metrics/outcome.ts';
import type { RequestClass } from './client/request-classes.ts';
import type { LinksSpec } from './links.ts';
import type { SchedulerName } from './mesh/schedulers/catalogue.ts';
import type { ConnectionSpec } from './spec/connections.ts';
import type { RequestContent } from './spec/request.ts';
import type { ColdStartSpec } from './station/cold-start.ts';
import type { HiccupSpec } from './station/hiccups.ts';
import type { MemorySpec } from './station/memory.ts';

/** What the traffic is made of, normalised: milliseconds, requests per millisecond, names that exist. */

export type RateProfile =
  | SetRate
  /** Switches between states by chance, from the first one on: each multiplies this rate (`null` = 1 a ms). */
  | { readonly kind: 'bursts'; readonly of: SetRate | null; readonly states: readonly BurstState[] };

/** A rate that is known beforehand. Beyond the last step or point it stays as it is there. */
export type SetRate =
  | { readonly kind: 'constant'; readonly perMs: number }
  /** From `atMs` on the rate is `perMs`; the first step is at 0. */
  | { readonly kind: 'steps'; readonly steps: readonly RatePoint[] }
  /** Straight lines between the points. */
  | { readonly kind: 'ramp'; readonly points: readonly RatePoint[] }
  /** A cosine over 24 h: `lowPerMs` at `peakHour` ± 12 h, `highPerMs` at `peakHour` (UTC, by the scenario's `start`). */
  | { readonly kind: 'daily'; readonly lowPerMs: number; readonly highPerMs: number; readonly peakHour: number };

export interface BurstState {
  /** How many times the rate. */
  readonly level: number;
  /** How long it lasts, in ms. */
  readonly staysMs: DistributionSpec;
  /** What comes next, as weights of all states; `null` = the next one in the list, the first after the last. */
  readonly next: readonly number[] | null;
}

export interface RatePoint {
  readonly atMs: number;
  readonly perMs: number;
}

/** When requests leave: whatever became of those before, or each when its user has thought about the last answer. */
export type ArrivalSpec = OpenArrivals | ClosedArrivals;

export type OpenArrivals =
  /** A Poisson process with this rate. */
  | { readonly kind: 'poisson'; readonly rate: RateProfile }
  /** Evenly spaced: the n-th request leaves when the integral of the rate reaches n. */
  | { readonly kind: 'constant'; readonly rate: RateProfile }
  /** Independent gaps of this law, in ms. */
  | { readonly kind: 'renewal'; readonly gapMs: DistributionSpec }
  /** As recorded; after the last one there are none. */
  | { readonly kind: 'trace'; readonly trace: ArrivalTrace };

/** So many users, each of whom waits for an answer and thinks for `thinkMs` before the next request. */
export interface ClosedArrivals {
  readonly kind: 'closed';
  readonly users: number;
  readonly thinkMs: DistributionSpec;
}

export interface ArrivalTrace {
  /** When each request leaves, since the client's begin; ascending, equal ones allowed. */
  readonly timesMs: readonly number[];
  /** CPU time of each of them; `null` = it was not recorded, and is drawn. */
  readonly demandsMs: readonly number[] | null;
}

export type Target =
  | { readonly kind: 'balancer'; readonly balancer: string; readonly port: number }
  | { readonly kind: 'node'; readonly node: string; readonly port: number }
  /** All nodes in turn. */
  | { readonly kind: 'nodes'; readonly port: number }
  | ServiceTarget;

/** From inside the service's network: its VIP, or one of its tasks' addresses by DNS (dnsrr). */
export interface ServiceTarget {
  readonly kind: 'service';
  readonly service: string;
  /** The target port. */
  readonly port: number;
  /** The machine that it runs on, whose table it shares; left out: a place of its own. */
  readonly node?: string;
  /** It keeps an address that DNS gave for so long; left out: for one connection. */
  readonly resolveMs?: number;
}
export interface ClientSpec {
  readonly name: string;
  readonly target: Target;
  readonly arrivals: ArrivalSpec;
  /** The client gives up after so long, all its tries included; `null` = never. */
  readonly timeoutMs: number | null;
  /** Whether the work of what it has given up is withdrawn, or goes on. */
  readonly onTimeout: 'leave' | 'cancel';
  /** `null` = each request is sent once. */
  readonly retries: RetrySpec | null;
  readonly hedge: HedgeSpec | null;
  /** Requests leave from `fromMs` (included) until `untilMs` (not included; `null` = the run's duration). */
  readonly fromMs: number;
  readonly untilMs: number | null;
  /** CPU time of one of its requests, in ms, if it is to differ from the image's `demand` (and from a trace's). */
  readonly demandMs: DistributionSpec | null;
  /** Its own latency, each way, to whatever it asks; absent = the network's. */
  readonly latencyMs?: DistributionSpec;
  /** From a request's first byte to its last one, at a balancer; absent = at once. */
  readonly sendingMs?: DistributionSpec;
  /** Kinds of its requests, shares of 1 in all, in place of `demandMs`; absent = they are all of one. */
  readonly classes?: readonly RequestClass[];
  readonly content: RequestContent;
  readonly connections: ConnectionSpec | null;
  /** Fraction of its requests written to `requests.csv`, 0…1, chosen by its own stream. */
  readonly trace: number;
  /** Only those that leave from then on (included) until then (not included); `null` = whenever. */
  readonly traceWindow: { readonly fromMs: number; readonly untilMs: number } | null;
}

/** A client that takes the first answer or failure for the last word, and keeps no connections. */
export const sentOnce = { onTimeout: 'leave', retries: null, hedge: null, connections: null } as const;

/** A request that fails is sent again. */
export interface RetrySpec {
  /** At most, the first one included. */
  readonly attempts: number;
  /** What is tried again. */
  readonly on: readonly ErrorKind[];
  /** Before the k-th retry (from 0): baseMs × factor^k, at most maxMs; then jittered. */
  readonly backoff: { readonly baseMs: number; readonly factor: number; readonly maxMs: number };
  readonly jitter: Jitter;
  /** Retries at most, as a share of the requests of the last ten seconds; `null` = no such limit. */
  readonly budget: number | null;
  /** An attempt that takes longer counts as timed out; `null` = only the client's own timeout holds. */
  readonly tryTimeoutMs: number | null;
}

/** none: as it is; full: uniform from 0; equal: at least half of it; decorrelated: uniform from the base to thrice the last one. */
export type Jitter = 'none' | 'full' | 'equal' | 'decorrelated';

/** A request that has no answer yet is sent once more; the first answer counts. */
export interface HedgeSpec {
  readonly afterMs: number;
  /** Further requests at most, each `afterMs` after the one before. */
  readonly most: number;
  /** Whether the others are withdrawn when one is answered. */
  readonly cancel: boolean;
}

/** One-way latencies of the hops, in ms. */
export interface NetworkSpec {
  /** Client to balancer or node, each way. */
  readonly clientMs: DistributionSpec;
  /** Balancer to node, each way. */
  readonly balancerMs: DistributionSpec;
  /** Between two nodes over the overlay, each way (nothing if the task is on the entry node). */
  readonly overlayMs: DistributionSpec;
  /** After so long without an answer to its SYN a connection attempt counts as timed out, if nothing else gives up earlier. */
  readonly connectTimeoutMs: number;
  /** Latencies by where hops begin and end; left out: they do not matter. */
  readonly links?: LinksSpec;
  /** IPVS's schedulers, of services by their names and of all others; left out: `rr`, as Docker has it. */
  readonly schedulers?: { readonly default: SchedulerName; readonly services: Readonly<Record<string, SchedulerName>> };
}

/** Requests to another service that a task makes for each of its own. */
export interface CallSpec {
  /** As a client: it has rows of its own. */
  readonly name: string;
  readonly service: string;
  readonly port: number;
  readonly count: number;
  /** One after the other; else all at once. */
  readonly inTurn: boolean;
  /** With which each of them is made, 0…1. */
  readonly probability: number;
  /** Share of the request's own work that is done before, 0…1. */
  readonly after: number;
  /** Its failure is the request's. */
  readonly isNeeded: boolean;
  readonly timeoutMs: number | null;
  readonly onTimeout: ClientSpec['onTimeout'];
  readonly retries: RetrySpec | null;
  readonly hedge: HedgeSpec | null;
}

/** How a container made from an image serves requests. */
export interface ServingSpec {
  /** CPU time of one request, in ms. */
  readonly demandMs: DistributionSpec;
  /** Requests served at once; Infinity = no bound. */
  readonly concurrency: number;
  /** Requests that wait beyond those; one more is refused. Infinity = no bound. */
  readonly backlog: number;
  /** Absent = it is as fast as it gets from the beginning. */
  readonly coldStart?: ColdStartSpec;
  /** Absent = it needs none that counts. */
  readonly memory?: MemorySpec;
  /** Absent = it has none. */
  readonly hiccups?: HiccupSpec;
  /** Absent = its requests call nobody. */
  readonly calls?: readonly CallSpec[];
  /** A request that waits for its calls counts as served meanwhile (a thread for each request); absent = it does. */
  readonly holdsWhileCalling?: boolean;
}

export { type ErrorKind, errorKinds, type OutcomeKind } from '../metrics/outcome.ts';
export type { RequestClass } from './client/request-classes.ts';
export type { LinkEnd, LinkSpec, LinksSpec } from './links.ts';
export type * from './spec/balancer.ts';
export type { ConnectionSpec } from './spec/connections.ts';
export { one, plainContent, type RequestContent, type VariedText, type Variety } from './spec/request.ts';
export type { HiccupSpec } from './station/hiccups.ts';
export type { MemorySpec } from './station/memory.ts';
