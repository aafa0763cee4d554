import type { BalancerFrontend } from '../spec.ts';

type FrontendTimeouts = BalancerFrontend['timeouts'];

/**
 * After so long a frontend answers 408 where a connection's first request, or the rest of one that has begun, does not come (haproxy
 * 2.6: `timeout http-request`, else `timeout client`); infinite = never.
 */
export function requestLimitMs({ httpRequestMs, clientMs }: FrontendTimeouts): number {
  return httpRequestMs ?? clientMs ?? Number.POSITIVE_INFINITY;
}

/** After so long without a further request it closes a connection without a word (`timeout http-keep-alive`, else as for a request). */
export function idleLimitMs(timeouts: FrontendTimeouts): number {
  return timeouts.httpKeepAliveMs ?? requestLimitMs(timeouts);
}
