import type { BalancerBackend, BalancerSpec, ClientSpec, ServerConnections } from '../spec.ts';

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

const keepsLeast = ['httpclose', 'http-server-close', 'http-keep-alive'] as const;

/** Of a backend and the frontends that lead to it, whichever keeps less. */
export function serverConnections(
  { name, connections }: BalancerBackend,
  { frontends }: BalancerSpec,
): ServerConnections {
  const leading = frontends.filter(
    ({ defaultBackend, backendRules }) => defaultBackend === name || backendRules.some((rule) => rule.backend === name),
  );
  const modes = [connections.mode, ...leading.map(({ connectionMode }) => connectionMode)];
  return { ...connections, mode: keepsLeast.find((mode) => modes.includes(mode))! };
}
