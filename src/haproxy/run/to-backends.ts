import type { BalancerBackend, BalancerServer, HealthCheckSpec, ObservedTraffic } from '../../traffic/spec.ts';
import type { Report } from '../grammar/report.ts';
import type { HaproxyConfig } from '../haproxy-config.ts';
import { hasBackend, type ProxySection } from '../proxy/proxy.ts';
import type { Server } from '../server/server.ts';
import { fullConnections } from './full-connections.ts';
import { toResponseHeaders } from './header-rules.ts';
import { serverIds } from './server-ids.ts';
import { toAlgorithm } from './to-algorithm.ts';
import { toRequestRules } from './to-request-rules.ts';

/** The backends as the traffic model has them. What it cannot run is added to the report's alerts. */
export function toBackends(config: HaproxyConfig, report: Report): BalancerBackend[] {
  return config.proxies
    .filter((proxy) => hasBackend(proxy) && !proxy.disabled)
    .map((proxy) => toBackend(proxy, config, report));
}

function toBackend(proxy: ProxySection, config: HaproxyConfig, report: Report): BalancerBackend {
  const ids = serverIds(proxy.servers);
  const servers = proxy.servers.map((server, index) => toServer(server, ids[index] ?? 0, proxy));
  const timeout = (name: string) => proxy.timeouts.get(name) || null;
  return {
    name: proxy.name,
    mode: proxy.mode,
    algorithm: toAlgorithm(proxy, report),
    servers,
    fullConnections: fullConnections(proxy, config),
    allBackups: proxy.allBackups,
    abortOnClose: proxy.abortOnClose,
    retries: proxy.retries,
    redispatch: proxy.redispatch,
    retryOn: proxy.retryOn,
    connections: proxy.connections,
    requestRules: proxy.kind === 'listen' ? [] : toRequestRules(proxy, report),
    timeouts: { connectMs: timeout('connect'), serverMs: timeout('server'), queueMs: timeout('queue') },
    // A tcp backend sees no responses.
    responseHeaders: proxy.mode === 'http' ? toResponseHeaders(proxy.headerRules, servers, proxy.name, report) : [],
  };
}

function toServer(server: Server, id: number, proxy: ProxySection): BalancerServer {
  return {
    name: server.name,
    id,
    host: server.host,
    port: server.port,
    weight: server.weight,
    maxConnections: server.maxConnections,
    minConnections: server.minConnections,
    maxQueue: server.maxQueue,
    slowStartMs: server.slowStartMs,
    check: server.check ? toCheck(server, proxy) : null,
    backup: server.backup,
    disabled: server.disabled,
    cutsWhenDown: server.cutsWhenDown,
  };
}

function toCheck(server: Server, proxy: ProxySection): HealthCheckSpec {
  return {
    intervalMs: server.intervalMs,
    fastIntervalMs: server.fastIntervalMs || server.intervalMs,
    downIntervalMs: server.downIntervalMs || server.intervalMs,
    fall: server.fall,
    rise: server.rise,
    http: proxy.httpCheck === null ? null : { ...proxy.httpCheck, ...proxy.checkVerdict },
    timeoutMs: proxy.timeouts.get('check') || null,
    port: server.checkPort || null,
    observe: observed(server),
  };
}

function observed({ observe, errorLimit, onError }: Server): ObservedTraffic | null {
  return observe === 'none' ? null : { layer: observe === 'layer4' ? 4 : 7, errorLimit, onError };
}
