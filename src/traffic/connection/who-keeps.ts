import type { BalancerSpec, ClientSpec } from '../spec.ts';

export function keepsConnections({ connections }: ClientSpec): boolean {
  return connections !== null;
}

/** Some backend uses idle connections even for the first requests of its clients. */
export function reusesAlways({ backends }: BalancerSpec): boolean {
  return backends.some(
    ({ mode, connections }) =>
      mode === 'http' &&
      connections.mode === 'http-keep-alive' &&
      (connections.reuse === 'aggressive' || connections.reuse === 'always'),
  );
}

/**
 * Whether it matters that a balancer keeps connections to its servers: if no client of its keeps any, each request is the first on
 * its client's connection and, with HAProxy's defaults, gets one of its own.
 */
export function keepsConnectionsTo(spec: BalancerSpec, clients: readonly ClientSpec[]): boolean {
  const itsOwn = ({ target }: ClientSpec) => target.kind === 'balancer' && target.balancer === spec.name;
  return reusesAlways(spec) || clients.some((client) => itsOwn(client) && keepsConnections(client));
}
