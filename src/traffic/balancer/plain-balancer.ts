import type {
  BalancerBackend,
  BalancerFrontend,
  BalancerServer,
  BalancerSpec,
  HealthCheckSpec,
  HttpCheck,
} from '../spec.ts';

/** What HAProxy 2.6 does where a configuration says nothing. Sources: src/server.c, src/proxy.c, src/check.c. */

export const plainServer: Omit<BalancerServer, 'name' | 'id' | 'host' | 'port'> = {
  weight: 1,
  maxConnections: 0,
  minConnections: 0,
  maxQueue: 0,
  slowStartMs: 0,
  check: null,
  backup: false,
  disabled: false,
  cutsWhenDown: false,
};

export const plainCheck: HealthCheckSpec = {
  intervalMs: 2000,
  fastIntervalMs: 2000,
  downIntervalMs: 2000,
  fall: 3,
  rise: 2,
  http: null,
  timeoutMs: null,
  port: null,
  observe: null,
};

export const plainHttpCheck: HttpCheck = {
  method: 'OPTIONS',
  uri: '/',
  statuses: [{ from: 200, to: 399 }],
  negated: false,
  disableOn404: false,
};

export const plainBackend: Omit<BalancerBackend, 'name' | 'servers'> = {
  mode: 'http',
  algorithm: { kind: 'roundrobin' },
  fullConnections: 1,
  allBackups: false,
  abortOnClose: false,
  retries: 3,
  redispatch: null,
  retryOn: { connectionFailure: true, emptyResponse: false, responseTimeout: false, statuses: [] },
  timeouts: { connectMs: null, serverMs: null, queueMs: null },
  connections: { mode: 'http-keep-alive', reuse: 'safe' },
  requestRules: [],
  responseHeaders: [],
};

export const plainFrontend: Omit<BalancerFrontend, 'name' | 'ports' | 'defaultBackend'> = {
  mode: 'http',
  maxConnections: 0,
  requestRules: [],
  backendRules: [],
  timeouts: { clientMs: null, httpRequestMs: null, httpKeepAliveMs: null },
  connectionMode: 'http-keep-alive',
  responseHeaders: [],
};

export const plainBalancer: Pick<BalancerSpec, 'version' | 'publish' | 'startMs' | 'stopMs' | 'checkPace'> = {
  version: '2.6',
  publish: [],
  startMs: 0,
  stopMs: null,
  checkPace: { spreadPercent: 0, maxSpreadMs: 0 },
};
