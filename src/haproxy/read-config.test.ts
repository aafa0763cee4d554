import { describe, expect, it } from 'vitest';
import { readConfig } from './read-config.ts';

/** What is said against a line in this section of an otherwise valid configuration. */
function alertsOf(section: string, line: string): string[] {
  const inside = (name: string) => (section === name ? [line] : []);
  const text = [
    'global',
    ...inside('global'),
    'defaults',
    'mode http',
    'timeout connect 5s',
    'timeout client 5s',
    'timeout server 5s',
    ...inside('defaults'),
    'frontend fe',
    'bind *:8080',
    'default_backend be',
    ...inside('frontend'),
    'backend be',
    ...inside('backend'),
    'server s1 127.0.0.5:80',
    'server s2 127.0.0.6:80 check',
  ].join('\n');
  const { report } = readConfig(text, { version: '2.6', file: 'FILE', resolves: () => false });
  return report.alerts.map(({ message }) => message);
}

describe('defaults with a name', () => {
  const read = (...lines: string[]) => {
    const { config, report } = readConfig(lines.join('\n'), { version: '2.6', file: 'FILE', resolves: () => false });
    return { proxies: config.proxies, alerts: report.alerts.map(({ message }) => message) };
  };
  const listen = (from: string) => [`listen web ${from}`, 'bind :80', 'server s1 127.0.0.5:80'];

  it('are taken by who names them, else the last ones are', () => {
    const sections = ['defaults a', 'mode http', 'http-response set-header X y', 'defaults b from a', 'retries 7'];
    const [named] = read(...sections, 'defaults c', 'mode tcp', ...listen('from b')).proxies;
    expect(named).toMatchObject({ mode: 'http', retries: 7, headerRules: [{ name: 'X' }] });
    expect(read(...sections, 'defaults c', 'mode tcp', ...listen('')).proxies[0]).toMatchObject({
      mode: 'tcp',
      retries: 3,
    });
  });

  it.each([
    [[], "defaults section 'a' not found for listen 'web'."],
    [
      ['defaults a', 'defaults a'],
      "ambiguous defaults section name 'a' referenced by listen 'web' exists at least at FILE:1 and FILE:2.",
    ],
  ])('must be there, and once: %j', (sections, message) => {
    expect(read(...sections, ...listen('from a')).alerts).toEqual([message]);
  });
});

// As haproxy 2.6.12 -c says.
describe('readConfig', () => {
  it.each([
    ['backend', 'timeout check 2s'],
    ['backend', 'timeout client 1s'],
    ['backend', 'balance leastconn'],
    ['backend', 'balance uri whole'],
    ['backend', 'balance random(3)'],
    ['backend', 'balance roundrobin extra'],
    ['backend', 'option httpchk HEAD /x HTTP/1.0'],
    ['backend', 'http-check send meth GET uri /x'],
    ['backend', 'option allbackups'],
    ['backend', 'option forwardfor except 127.0.0.1'],
    ['backend', 'option tcp-check'],
    ['backend', 'retry-on conn-failure 503'],
    ['backend', 'fullconn x'],
    ['backend', 'http-response set-header X y if'],
    ['backend', 'hash-type map-based'],
    ['backend', 'hash-balance-factor 150'],
    ['backend', 'server s3 127.0.0.7:80'],
    ['backend', 'errorfile 503 /dev/null'],
    ['backend', 'no log'],
    ['backend', 'maxconn 10'],
    ['backend', 'stats enable'],
    ['backend', 'tcp-request content accept'],
    ['backend', 'disabled'],
    ['backend', 'email-alert mailers x'],
    ['frontend', 'bind *:80,*:81'],
    ['frontend', 'bind /run/a.sock'],
    ['frontend', 'bind ipv4@*:81'],
    ['frontend', 'option forwardfor'],
    ['frontend', 'option httpclose'],
    ['frontend', 'option logasap'],
    ['frontend', 'http-reuse safe'],
    ['frontend', 'mode tcp'],
    ['frontend', 'log-format "%ci %s"'],
    ['frontend', 'http-request redirect scheme https'],
    ['frontend', 'unique-id-header X'],
    ['frontend', 'backlog 100'],
    ['frontend', 'dispatch 127.0.0.1:80'],
    ['global', 'maxconn x'],
    ['global', 'daemon'],
    ['global', 'chroot /var/empty'],
    ['global', 'stats maxconn 10'],
    ['global', 'spread-checks x'],
    ['global', 'ulimit-n x'],
    ['global', 'ssl-server-verify none'],
    ['global', 'node x'],
    ['global', 'gid x'],
    ['global', 'setenv A b'],
    ['global', 'external-check'],
    ['global', 'tune.ssl.cachesize 100'],
    ['global', 'server-state-base /x'],
    ['global', 'unix-bind mode 600'],
    ['defaults', 'mode tcp'],
    ['defaults', 'option dontlognull'],
    ['defaults', 'option redispatch 3'],
    ['defaults', 'maxconn 100'],
    ['defaults', 'log global'],
    ['defaults', 'http-reuse always'],
    ['defaults', 'monitor-uri /x'],
    ['defaults', 'compression algo gzip'],
  ])('takes in %s: %s', (section, line) => {
    expect(alertsOf(section, line)).toEqual([]);
  });

  it.each([
    [
      'backend',
      'timeout connect 25d',
      "timer overflow in argument '25d' to 'timeout connect' (maximum value is 2147483647 ms or ~24.8 days)",
    ],
    ['backend', 'timeout connect 1.5s', "unexpected character '.' in 'timeout connect'"],
    ['backend', 'timeout connect 5 s', "'timeout connect' : unexpected extra argument 's' after value '5'."],
    [
      'backend',
      'timeout foo 1s',
      "'timeout' supports 'client', 'server', 'connect', 'check', 'queue', 'http-keep-alive', 'http-request', 'tunnel', 'tarpit', 'client-fin' and 'server-fin' (got 'foo')",
    ],
    [
      'backend',
      'balance RoundRobin',
      "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri', 'url_param', 'hdr(name)' and 'rdp-cookie(name)' options.",
    ],
    [
      'backend',
      'balance uri foo',
      "balance uri only accepts parameters 'len', 'depth', 'path-only', and 'whole' (got 'foo').",
    ],
    ['backend', 'balance uri len x', "balance uri : 'len' expects a positive integer (got 'x')."],
    ['backend', 'balance url_param', 'balance url_param requires an URL parameter name.'],
    ['backend', 'balance hdr()', 'balance hdr requires an http header field name.'],
    ['backend', 'balance random(x)', "balance random : unexpected character 'x' after argument."],
    ['backend', 'balance hash', 'balance hash requires a sample expression.'],
    [
      'backend',
      'http-check foo',
      "'http-check' only supports 'disable-on-404', 'send-state', 'comment', 'connect', 'send', 'expect', 'set-var-fmt(*)', 'set-var(*)', 'unset-var(*)'. but got 'foo'",
    ],
    ['backend', 'no option forwardfor', "negation/default is not supported for option 'forwardfor'."],
    [
      'backend',
      'option forwardfor foo',
      "'option forwardfor' only supports optional values: 'except', 'header' and 'if-none'.",
    ],
    [
      'backend',
      'option http-tunnel',
      "option 'http-tunnel' is not supported any more since HAProxy 2.1, please just remove it, it shouldn't be needed.",
    ],
    ['backend', 'option abortonclose foo', "'option abortonclose' cannot handle unexpected argument 'foo'."],
    ['backend', 'retries', "'retries' expects an integer argument (dispatch counts for one)."],
    ['backend', 'retries 3 4', "'retries' cannot handle unexpected argument '4'."],
    ['backend', 'retry-on', "'retry-on' needs at least one keyword to specify when to retry"],
    ['backend', 'retry-on 999', "'retry-on': unknown keyword '999'"],
    ['backend', 'http-reuse', "'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'."],
    ['backend', 'fullconn', "'fullconn' expects an integer argument."],
    [
      'backend',
      'default-server foo',
      "unknown keyword 'foo'; did you mean 'tfo' maybe ? Hint: no address was expected for this server.",
    ],
    [
      'backend',
      'rspadd X:\\ y',
      "The 'rspadd' directive is not supported anymore since HAProxy 2.1. Use 'http-response add-header' instead.",
    ],
    [
      'backend',
      'redispatch',
      "keyword 'redispatch' directive is not supported anymore since HAProxy 2.1. Use 'option redispatch'.",
    ],
    [
      'backend',
      'contimeout 5',
      "the 'contimeout' directive is not supported anymore since HAProxy 2.1. Use 'timeout connect'.",
    ],
    [
      'backend',
      'http-response add-header X',
      "error detected in backend 'be' while parsing 'http-response add-header' rule : expects exactly 2 arguments.",
    ],
    [
      'backend',
      'http-response set-header X y if nope',
      "error detected while parsing an 'http-response set-header' condition : no such ACL : 'nope'.",
    ],
    [
      'backend',
      'http-response set-header X y if { foo 1 }',
      "error detected while parsing an 'http-response set-header' condition : unknown fetch method 'foo' in ACL expression 'foo'.",
    ],
    ['backend', 'hash-type foo', "'hash-type' only supports 'consistent' and 'map-based'."],
    [
      'backend',
      'hash-type consistent foo',
      "'hash-type' only supports 'sdbm', 'djb2', 'crc32', or 'wt6' hash functions.",
    ],
    ['backend', 'hash-balance-factor 50', "'hash-balance-factor' must be 0 or greater than 100."],
    [
      'backend',
      'cookie SRV foo',
      "'cookie' supports 'rewrite', 'insert', 'prefix', 'indirect', 'nocache', 'postonly', 'domain', 'maxidle', 'dynamic', 'maxlife' and 'attr' options.",
    ],
    ['backend', 'stick-table type foo size 1k', "stick-table: unknown type 'foo'."],
    ['backend', 'stick-table type ip', 'stick-table: missing size.'],
    [
      'backend',
      'server s1 127.0.0.7:80',
      "backend 'be', another server named 's1' was already defined at line 11, please use distinct names.",
    ],
    ['backend', 'server s3', "'server' expects <name> and <addr>[:<port>] as arguments."],
    ['backend', 'server-template t 3-1 127.0.0.5:80', "Wrong server-template number or range arg '3-1'."],
    [
      'backend',
      'redirect foo',
      "error detected in backend 'be' while parsing redirect rule : expects 'code', 'prefix', 'location', 'scheme', 'set-cookie', 'clear-cookie', 'drop-query', 'ignore-empty' or 'append-slash' (was 'foo').",
    ],
    ['backend', 'log 127.0.0.1 foo', "log : unknown log facility 'foo'"],
    ['backend', 'mode', "unknown proxy mode ''."],
    ['backend', 'acl x', "error detected while parsing ACL 'x' : missing fetch method in ACL expression ''."],
    [
      'backend',
      'use-server s9 if { path /x }',
      "backend 'be' : unable to find server 's9' referenced in a 'use-server' rule.",
    ],
    [
      'backend',
      'stats foo',
      "unknown stats parameter 'foo', expects 'admin', 'uri', 'realm', 'auth', 'scope', 'enable', 'hide-version', 'show-node', 'show-desc' or 'show-legends'.",
    ],
    ['backend', 'optoin redispatch', "unknown keyword 'optoin' in 'backend' section; did you mean 'option' maybe ?"],
    ['frontend', 'maxconn 10 5', "'maxconn' cannot handle unexpected argument '5'."],
    ['frontend', 'bind *:0', "'bind' : invalid port '0'"],
    ['frontend', 'bind *:85-84', "'bind' : invalid port range '85-84'"],
    [
      'frontend',
      'bind 127.0.0.5:81 foo',
      "'bind 127.0.0.5:81' in section 'frontend': unknown keyword 'foo'; did you mean 'tfo' maybe ?",
    ],
    [
      'frontend',
      'bind *:81 ssl crt /x.pem',
      "'bind *:81' in section 'frontend' : unable to stat SSL certificate from file '/x.pem' : No such file or directory.",
    ],
    ['frontend', 'use_backend be unless nope', "error detected while parsing switching rule : no such ACL : 'nope'."],
    [
      'frontend',
      'use_backend be foo',
      "unexpected keyword 'foo' after switching rule, only 'if' and 'unless' are allowed.",
    ],
    ['frontend', 'default_backend', "'default_backend' expects a backend name."],
    ['frontend', 'rate-limit foo 10', "'rate-limit' only supports 'sessions' (got 'foo')"],
    [
      'frontend',
      'monitor-net 10.0.0.0/8',
      "'monitor-net' doesn't exist anymore. Please use 'http-request return status 200 if { src 10.0.0.0/8 }' instead.",
    ],
    [
      'frontend',
      'log-format "%foo"',
      "failed to parse log-format : no such format variable 'foo'. If you wanted to emit the '%' character verbatim, you need to use '%%'.",
    ],
    ['global', 'maxconn', "'maxconn' expects an integer argument."],
    ['global', 'nbthread 0', "'nbthread' value must be between 1 and 64 (was 0)"],
    ['global', 'nbthread x', "'nbthread' passed a missing or unparsable integer value in 'x'"],
    ['global', 'daemon x', "'daemon' cannot handle unexpected argument 'x'."],
    ['global', 'log 127.0.0.1', 'log : expects <address> and <facility>  as arguments'],
    ['global', 'user nosuchuser', "cannot find user id for 'nosuchuser' (0:Success)"],
    ['global', 'stats foo', "'stats' only supports 'socket', 'maxconn', 'bind-process' and 'timeout' (got 'foo')"],
    ['global', 'spread-checks 51', "'spread-checks' needs a positive value in range 0..50."],
    ['global', 'max-spread-checks x', "unsupported character 'x' in 'max-spread-checks' (wants an integer delay)."],
    ['global', 'ssl-server-verify foo', "'ssl-server-verify' expects 'none' or 'required' as argument."],
    ['global', 'maxcon 5', "unknown keyword 'maxcon' in 'global' section; did you mean 'maxconn' maybe ?"],
    ['global', 'hard-stop-after 5x', "unexpected character 'x' in argument to <hard-stop-after>."],
    ['defaults', 'server a b:80', "'server' not allowed in 'defaults' section."],
    ['defaults', 'use_backend be', "'use_backend' not allowed in 'defaults' section."],
    ['defaults', 'acl a path /', "'acl' not allowed in anonymous 'defaults' section."],
    ['defaults', 'timeout check', "'timeout check' expects an integer value (in milliseconds)"],
    [
      'defaults',
      'balance foo',
      "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri', 'url_param', 'hdr(name)' and 'rdp-cookie(name)' options.",
    ],
    ['defaults', 'option foo', "unknown option 'foo'."],
  ])('refuses in %s: %s', (section, line, message) => {
    expect(alertsOf(section, line)[0]).toBe(message);
  });
});
