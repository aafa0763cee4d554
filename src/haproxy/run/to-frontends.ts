import type { BalancerFrontend } from '../../traffic/spec.ts';
import type { Report } from '../grammar/report.ts';
import type { HaproxyConfig } from '../haproxy-config.ts';
import { decide } from '../proxy/condition.ts';
import { hasBackend, hasFrontend, type ProxySection } from '../proxy/proxy.ts';
import { toResponseHeaders } from './header-rules.ts';
import { serverIds } from './server-ids.ts';

const anyServer = { id: 0, name: '' };

/** The frontends as the traffic model has them: each leads to one backend. */
export function toFrontends({ proxies }: HaproxyConfig, report: Report): BalancerFrontend[] {
  return proxies
    .filter((proxy) => hasFrontend(proxy) && !proxy.disabled)
    .map((proxy) => {
      const backend = backendOf(proxy, proxies, report);
      const ids = serverIds(backend?.servers ?? []);
      const servers = (backend?.servers ?? []).map(({ name }, index) => ({ id: ids[index] ?? 0, name }));
      // A `listen` section's rules are its backend's.
      const ownRules = proxy.kind === 'listen' && backend === proxy ? [] : proxy.headerRules;
      const timeout = (name: string) => proxy.timeouts.get(name) || null;
      return {
        name: proxy.name,
        ports: proxy.ports,
        mode: proxy.mode,
        maxConnections: 0,
        requestRules: [],
        backendRules: [],
        defaultBackend: backend?.name ?? null,
        timeouts: {
          clientMs: timeout('client'),
          httpRequestMs: timeout('http-request'),
          httpKeepAliveMs: timeout('http-keep-alive'),
        },
        connectionMode: proxy.connections.mode,
        responseHeaders: proxy.mode === 'http' ? toResponseHeaders(ownRules, servers, backend?.name ?? '', report) : [],
      };
    });
}

/** The first rule that always holds, else the default backend, else the section itself. */
function backendOf(proxy: ProxySection, proxies: readonly ProxySection[], report: Report): ProxySection | null {
  const find = (name: string) => proxies.find((other) => other.name === name && hasBackend(other)) ?? null;
  for (const { line, backend, condition } of proxy.backendRules) {
    // No server has answered yet: a condition on one does not hold.
    const holds = condition === null ? true : decide(condition, anyServer);
    if (holds === true && !backend.includes('%[')) return find(backend);
    if (holds !== false) report.leaveOut(line, 'use_backend by what a request looks like');
  }
  if (proxy.defaultBackend !== null) return find(proxy.defaultBackend.name);
  return proxy.kind === 'listen' ? proxy : null;
}
