import type { HaproxyConfig } from '../haproxy-config.ts';
import { hasFrontend, type ProxySection } from '../proxy/proxy.ts';

/** Two file descriptors a connection, of the 1,048,576 that Docker gives a container: what HAProxy takes without `maxconn` in `global`. */
const usualMaxConnections = 524_288;

/** `fullconn`: as written, else a tenth of the connections that all frontends may have that lead to the backend, at least 1. */
export function fullConnections(backend: ProxySection, { proxies, global }: HaproxyConfig): number {
  if (backend.fullConnections > 0) return backend.fullConnections;
  const usual = global.maxConnections > 0 ? global.maxConnections : usualMaxConnections;
  const total = proxies
    .filter((proxy) => hasFrontend(proxy) && leadsTo(proxy, backend))
    .reduce((sum, { maxConnections }) => sum + (maxConnections > 0 ? maxConnections : usual), 0);
  return Math.max(1, Math.ceil(total / 10));
}

function leadsTo(frontend: ProxySection, backend: ProxySection): boolean {
  return (
    frontend === backend ||
    frontend.defaultBackend?.name === backend.name ||
    frontend.backendRules.some((rule) => rule.backend === backend.name)
  );
}
