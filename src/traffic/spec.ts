import type { DistributionSpec } from '../kernel/distribution.ts';
import type { RequestContent } from './spec/request.ts';

/** What the traffic is made of, normalised: milliseconds, requests per millisecond, names that exist. */

/** A rate over time. Beyond the last step or point it stays as it is there. */
export type RateProfile =
  | { readonly kind: 'constant'; readonly perMs: number }
  /** From `atMs` on the rate is `perMs`; the first step is at 0. */
  | { readonly kind: 'steps'; readonly steps: readonly RatePoint[] }
  /** Straight lines between the points. */
  | { readonly kind: 'ramp'; readonly points: readonly RatePoint[] }
  /** A cosine over 24 h: `lowPerMs` at `peakHour` ± 12 h, `highPerMs` at `peakHour` (UTC, by the scenario's `start`). */
  | { readonly kind: 'daily'; readonly lowPerMs: number; readonly highPerMs: number; readonly peakHour: number };

export interface RatePoint {
  readonly atMs: number;
  readonly perMs: number;
}

export type ArrivalSpec =
  /** A Poisson process with this rate (time-varying by thinning). */
  | { readonly kind: 'poisson'; readonly rate: RateProfile }
  /** Evenly spaced: the n-th request leaves when the integral of the rate reaches n. */
  | { readonly kind: 'constant'; readonly rate: RateProfile }
  /** Independent gaps of this law, in ms. */
  | { readonly kind: 'renewal'; readonly gapMs: DistributionSpec }
  /** As recorded; after the last one there are none. */
  | { readonly kind: 'trace'; readonly trace: ArrivalTrace };

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
  /** From inside the service's network: its VIP, or one of its tasks' addresses by DNS (dnsrr). `port` is the target port. */
  | { readonly kind: 'service'; readonly service: string; readonly port: number };

export interface ClientSpec {
  readonly name: string;
  readonly target: Target;
  readonly arrivals: ArrivalSpec;
  /** The client gives up after so long; `null` = never. The work that it caused goes on. */
  readonly timeoutMs: number | null;
  /** Requests leave from `fromMs` (included) until `untilMs` (not included; `null` = the run's duration). */
  readonly fromMs: number;
  readonly untilMs: number | null;
  /** CPU time of one of its requests, in ms, if it is to differ from the image's `demand` (and from a trace's). */
  readonly demandMs: DistributionSpec | null;
  readonly content: RequestContent;
  /** Fraction of its requests written to `requests.csv`, 0…1, chosen by its own stream. */
  readonly trace: number;
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
}

/** How a container made from an image serves requests. */
export interface ServingSpec {
  /** CPU time of one request, in ms. */
  readonly demandMs: DistributionSpec;
  /** Requests served at once; Infinity = no bound. */
  readonly concurrency: number;
  /** Requests that wait beyond those; one more is refused. Infinity = no bound. */
  readonly backlog: number;
}

export { type ErrorKind, errorKinds, type OutcomeKind } from '../metrics/outcome.ts';

export type * from './spec/balancer.ts';
export { one, plainContent, type RequestContent, type VariedText, type Variety } from './spec/request.ts';
