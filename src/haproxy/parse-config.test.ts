import { describe, expect, it } from 'vitest';
import {
  plainBackend,
  plainCheck,
  plainFrontend,
  plainHttpCheck,
  plainServer,
} from '../traffic/balancer/plain-balancer.ts';
import type { BalancerBackend, BalancerFrontend } from '../traffic/spec.ts';
import { HaproxyConfigError } from './haproxy-config-error.ts';
import { type ParseOptions, parseHaproxyConfig } from './parse-config.ts';

const options: ParseOptions = {
  file: 'haproxy.cfg',
  version: '2.6',
  name: 'haproxy',
  publish: [{ published: 8888, target: 80 }],
  startMs: 0,
};
const timeouts = ['timeout connect 5s', 'timeout client 50s', 'timeout server 1m'];

const parse = (lines: readonly string[], version = '2.6') =>
  parseHaproxyConfig(lines.join('\n'), { ...options, version });

/** A `listen` section with these lines in it, as the backend that it is. */
function backendOf(...lines: string[]): BalancerBackend {
  const { spec } = parse(['defaults', 'mode http', ...timeouts, 'listen web', 'bind *:80', ...lines]);
  return spec.backends[0]!;
}

function problemsOf(lines: readonly string[], version?: string): readonly { line: number; message: string }[] {
  try {
    parse(lines, version);
  } catch (error) {
    if (!(error instanceof HaproxyConfigError)) throw error;
    return error.problems.map(({ line, message }) => ({ line, message }));
  }
  throw new Error('accepted');
}

describe('parseHaproxyConfig', () => {
  it('reads the classic example: a frontend, a backend, three checked servers', () => {
    const { spec, warnings } = parse([
      'defaults',
      'mode http',
      ...timeouts,
      'frontend http-in',
      'bind *:80',
      'default_backend servers',
      'backend servers',
      'balance roundrobin',
      'option httpchk GET /health',
      'server node1 127.0.0.21:8000 check',
      'server node2 127.0.0.22:8000 check inter 1s fastinter 500 fall 2 rise 4 weight 20',
    ]);
    expect(warnings).toEqual([]);
    expect(spec).toMatchObject({ name: 'haproxy', version: '2.6', startMs: 0, publish: options.publish });
    expect(spec.frontends).toEqual<BalancerFrontend[]>([
      {
        ...plainFrontend,
        name: 'http-in',
        ports: [80],
        defaultBackend: 'servers',
        timeouts: { ...plainFrontend.timeouts, clientMs: 50_000 },
      },
    ]);
    const http = { ...plainHttpCheck, method: 'GET', uri: '/health' };
    const pace = { intervalMs: 1000, fastIntervalMs: 500, downIntervalMs: 1000 };
    expect(spec.backends).toEqual<BalancerBackend[]>([
      {
        ...plainBackend,
        name: 'servers',
        fullConnections: 52_429,
        timeouts: { connectMs: 5000, serverMs: 60_000, queueMs: null },
        servers: [
          { ...plainServer, port: 8000, name: 'node1', id: 1, host: '127.0.0.21', check: { ...plainCheck, http } },
          {
            ...{ ...plainServer, port: 8000, name: 'node2', id: 2, host: '127.0.0.22', weight: 20 },
            check: { ...plainCheck, ...pace, fall: 2, rise: 4, http },
          },
        ],
      },
    ]);
  });

  it('makes a frontend and a backend of a listen section', () => {
    const { spec } = parse(['defaults', ...timeouts, 'listen web', 'bind *:80', 'bind :81-82', 'server a 10.0.0.1:80']);
    expect(
      spec.frontends.map(({ name, ports, defaultBackend, mode }) => ({ name, ports, defaultBackend, mode })),
    ).toEqual([{ name: 'web', ports: [80, 81, 82], defaultBackend: 'web', mode: 'tcp' }]);
    expect(spec.backends.map(({ name }) => name)).toEqual(['web']);
  });

  it('takes what the latest defaults section says, unless the proxy says otherwise', () => {
    const defaults = ['defaults', 'mode http', 'retries 2', 'option redispatch', 'balance static-rr', ...timeouts];
    const { spec } = parse([
      ...defaults,
      'default-server weight 10',
      'listen a',
      'bind :80',
      'server s 10.0.0.1:80',
      'listen b',
      'bind :81',
      'retries 1',
      'no option redispatch',
      'balance roundrobin',
      'default-server weight 20',
      'server s 10.0.0.1:80',
      'server t 10.0.0.2:80 weight 40',
      'defaults',
      ...timeouts,
      'listen c',
      'bind :82',
    ]);
    const [a, b, c] = spec.backends;
    expect(a).toMatchObject({ mode: 'http', retries: 2, redispatch: -1, algorithm: { kind: 'static-rr' } });
    expect(a?.servers.map(({ weight }) => weight)).toEqual([10]);
    expect(b).toMatchObject({ retries: 1, redispatch: null, algorithm: { kind: 'roundrobin' } });
    expect(b?.servers.map(({ weight }) => weight)).toEqual([20, 40]);
    expect(c).toMatchObject({ mode: 'tcp', retries: 3, redispatch: null });
  });

  it('gives servers ids by position, moved up where one is taken', () => {
    const { servers } = backendOf(
      'server a 10.0.0.1:80 id 7',
      'server b 10.0.0.2:80',
      'server c 10.0.0.3:80 id 1',
      'server d 10.0.0.4:80',
    );
    expect(servers[0]?.id).toBe(7);
    expect(new Set(servers.map(({ id }) => id)).size).toBe(4);
  });

  it('knows which servers are for need only, and which start in maintenance', () => {
    const { servers } = backendOf(
      'server a 10.0.0.1:80 backup',
      'server b 10.0.0.2:80 disabled',
      'server c 10.0.0.3:80',
    );
    expect(servers.map(({ backup, disabled }) => [backup, disabled])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
  });

  it.each([
    ['use_backend a', 'a', 0],
    ['use_backend a if TRUE', 'a', 0],
    ['use_backend a if FALSE', 'b', 0],
    ['use_backend a if { path_beg /api }', 'b', 0],
    ['use_backend a if { cook(user) -m found }', 'b', 1],
  ])('leads a frontend with %s to backend %s', (rule, backend, told) => {
    const { spec, warnings } = parse([
      'defaults',
      'mode http',
      ...timeouts,
      'frontend fe',
      'bind :80',
      rule,
      'default_backend b',
      'backend a',
      'backend b',
    ]);
    expect(spec.frontends[0]?.defaultBackend).toBe(backend);
    expect(warnings.filter(({ line }) => line === 8)).toHaveLength(told);
  });

  it('makes the servers of a template', () => {
    expect(backendOf('server-template t 2-3 10.0.0.1:80').servers.map(({ name }) => name)).toEqual(['t2', 't3']);
  });

  it.each(['add-header', 'set-header'])(
    'puts the header of http-response %s on the answers of its server',
    (action) => {
      const { responseHeaders } = backendOf(
        `http-response ${action} X-Backend-Server node1 if { srv_id 1 }`,
        `http-response ${action} X-Backend-Server node2 if { srv_id 2 }`,
        'server node1 10.0.0.1:80',
        'server node2 10.0.0.2:80',
      );
      expect(responseHeaders).toEqual([
        { name: 'X-Backend-Server', value: 'node1', ifServerId: 1 },
        { name: 'X-Backend-Server', value: 'node2', ifServerId: 2 },
      ]);
    },
  );

  const withRspadd = [
    'defaults',
    'mode http',
    ...timeouts,
    'listen web',
    'bind :80',
    'rspadd X-Backend-Server:\\ node1 if { srv_id 1 }',
    'server node1 10.0.0.1:80',
    'server node2 10.0.0.2:80',
  ];

  it.each(['1.8', '2.0.31'])('reads rspadd as HAProxy %s does', (version) => {
    expect(parse(withRspadd, version).spec.backends[0]?.responseHeaders).toEqual([
      { name: 'X-Backend-Server', value: 'node1', ifServerId: 1 },
    ]);
  });

  it.each(['2.1', '2.6', '3.0', 'latest'])('refuses rspadd as HAProxy %s does', (version) => {
    expect(problemsOf(withRspadd, version)).toEqual([
      {
        line: 8,
        message:
          "The 'rspadd' directive is not supported anymore since HAProxy 2.1. Use 'http-response add-header' instead.",
      },
    ]);
  });

  it('tells of every line that HAProxy refuses', () => {
    expect(problemsOf(['listen web', 'bind *:80', 'blance roundrobin', 'server a 10.0.0.1:80 weight 300'])).toEqual([
      { line: 3, message: "unknown keyword 'blance' in 'listen' section; did you mean 'balance' maybe ?" },
      { line: 4, message: "'server web/a' : weight of server a is not within 0 and 256 (300).." },
    ]);
  });

  it.each([
    ['option forwardfor', 'option forwardfor'],
    ['rate-limit sessions 100', 'rate-limit'],
    ['cookie SRV insert', 'cookie'],
    ['balance hash path,lower', 'balance hash path,lower (roundrobin takes its place)'],
    ['stick-table type ip size 1k', 'stick-table'],
    ['http-request deny if { cook(x) -m found }', 'http-request deny'],
  ])('names what it does not model: %s', (line, name) => {
    const { warnings } = parse([
      'defaults',
      'mode http',
      ...timeouts,
      'listen web',
      'bind *:80',
      line,
      'server a 10.0.0.1:80',
    ]);
    expect(warnings.filter((warning) => warning.message.includes(name)).map((warning) => warning.line)).toEqual([8]);
  });

  it('passes on what HAProxy warns of', () => {
    const { warnings } = parse(['listen web', 'bind *:80', 'server a 10.0.0.1:80']);
    expect(warnings).toContainEqual({ line: 1, column: 1, message: "missing timeouts for proxy 'web'." });
  });
});
