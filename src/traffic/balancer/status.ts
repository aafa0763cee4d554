/** HAProxy's status codes (haproxy 2.6: doc/management.txt, termination states). */
export const status = {
  none: 0,
  ok: 200,
  requestTimeout: 408,
  internalError: 500,
  badGateway: 502,
  unavailable: 503,
  gatewayTimeout: 504,
} as const;
