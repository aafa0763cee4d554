import type { BackendRule, BalancerFrontend } from '../../traffic/spec.ts';
import type { Report } from '../grammar/report.ts';
import type { HaproxyConfig } from '../haproxy-config.ts';
import { hasBackend, hasFrontend, type ProxySection } from '../proxy/proxy.ts';
import { toResponseHeaders } from './header-rules.ts';
import { serverIds } from './server-ids.ts';
import { toRequestCondition } from './to-request-condition.ts';
import { toRequestRules } from './to-request-rules.ts';

/** The frontends as the traffic model has them. */
export function toFrontends({ proxies, global }: HaproxyConfig, report: Report): BalancerFrontend[] {
  return proxies
    .filter((proxy) => hasFrontend(proxy) && !proxy.disabled)
    .map((proxy) => {
      const rules = toBackendRules(proxy, proxies, report);
      const [first] = rules;
      const always = first?.condition.kind === 'always' ? find(proxies, first.backend) : null;
      const backend = always ?? defaultBackendOf(proxy, proxies);
      const ids = serverIds(backend?.servers ?? []);
      const servers = (backend?.servers ?? []).map(({ name }, index) => ({ id: ids[index] ?? 0, name }));
      // A `listen` section's rules are its backend's.
      const ownRules = proxy.kind === 'listen' && backend === proxy ? [] : proxy.headerRules;
      const timeout = (name: string) => proxy.timeouts.get(name) || null;
      return {
        name: proxy.name,
        ports: proxy.ports,
        mode: proxy.mode,
        maxConnections: proxy.maxConnections || global.maxConnections,
        // A `listen` section's rules are looked at once.
        requestRules: toRequestRules(proxy, report),
        backendRules: always === null ? rules : [],
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

/** Where it leads to unless a rule says otherwise: the default backend, else the section itself. */
function defaultBackendOf(proxy: ProxySection, proxies: readonly ProxySection[]): ProxySection | null {
  if (proxy.defaultBackend !== null) return find(proxies, proxy.defaultBackend.name);
  return proxy.kind === 'listen' ? proxy : null;
}

/** `use_backend`, up to the first rule that always holds. */
function toBackendRules(proxy: ProxySection, proxies: readonly ProxySection[], report: Report): BackendRule[] {
  const rules: BackendRule[] = [];
  for (const { line, backend, condition: written } of proxy.backendRules) {
    const condition = toRequestCondition(written);
    if (condition === null || backend.includes('%[')) {
      report.leaveOut(line, 'use_backend by what requests do not have');
    } else if (condition.kind !== 'never' && find(proxies, backend) !== null) rules.push({ backend, condition });
    if (rules.at(-1)?.condition.kind === 'always') break;
  }
  return rules;
}

function find(proxies: readonly ProxySection[], name: string): ProxySection | null {
  return proxies.find((other) => other.name === name && hasBackend(other)) ?? null;
}
