import type { BalancerFrontend } from '../spec.ts';

type FrontendTimeouts = BalancerFrontend['timeouts'];

/** What a frontend does with a client connection on which nothing comes. `null` = it waits for ever. */
export interface ClientWait {
  readonly afterMs: number;
  /** `null` = it closes the connection without a word. */
  readonly answer: { readonly status: number; readonly termination: 'cR' } | null;
}

const requestTimeout = 408;

/** For a connection's first request, or the rest of one that has begun (haproxy 2.6: `timeout http-request`, else `timeout client`). */
export function requestWait({ httpRequestMs, clientMs }: FrontendTimeouts): ClientWait | null {
  const afterMs = httpRequestMs ?? clientMs;
  return afterMs === null ? null : { afterMs, answer: { status: requestTimeout, termination: 'cR' } };
}

/** Between two requests (`timeout http-keep-alive`, else as for a request). */
export function idleWait({ httpKeepAliveMs, httpRequestMs, clientMs }: FrontendTimeouts): ClientWait | null {
  const afterMs = httpKeepAliveMs ?? httpRequestMs ?? clientMs;
  return afterMs === null ? null : { afterMs, answer: null };
}
