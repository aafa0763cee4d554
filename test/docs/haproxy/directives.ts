import { bindFlags, bindKeywordsWithValue } from '../../../src/haproxy/keywords/bind-keywords.ts';
import { globalKeywords } from '../../../src/haproxy/keywords/global-keywords.ts';
import { httpRequestActions, httpResponseActions } from '../../../src/haproxy/keywords/http-actions.ts';
import { proxyKeywords } from '../../../src/haproxy/keywords/proxy-keywords.ts';
import { serverFlags, serverKeywordsWithValue } from '../../../src/haproxy/keywords/server-keywords.ts';
import type { Place } from './fates.ts';

/** A directive, and a line on which it says something. */
export interface Directive {
  readonly name: string;
  readonly place: Place;
  readonly text: string;
  /** What stands before it, so that it changes something. */
  readonly before: string;
}

/** Words that are sections, or of other versions and machines: no line of 2.6 can have them. */
const noLines = 'global defaults listen frontend backend usesrc'.split(' ');

/** By place and name: the line, and, where it would change nothing by itself, what stands before it. Elsewhere a number follows. */
const examples: Readonly<Record<string, string | readonly [string, string]>> = {
  'global cluster-secret': 'cluster-secret x',
  'global cpu-map': 'cpu-map 1 0',
  'global lua-load': 'lua-load /etc/haproxy/x.lua',
  'global profiling.tasks': 'profiling.tasks on',
  'global ssl-default-bind-options': 'ssl-default-bind-options no-sslv3',
  'global ssl-default-server-options': 'ssl-default-server-options no-sslv3',
  'global stats': 'stats socket /var/run/haproxy.sock',
  'global tune.ssl.default-dh-param': 'tune.ssl.default-dh-param 2048',
  'global tune.bufsize': 'tune.bufsize 32768',
  'global user': 'user haproxy',
  'global group': 'group haproxy',
  'global ssl-server-verify': 'ssl-server-verify none',
  'global unix-bind': 'unix-bind mode 777',
  'global log': 'log 127.0.0.1 local0',
  'global setenv': 'setenv A b',
  'global presetenv': 'presetenv A b',
  'global master-worker': 'master-worker',
  'global peers': 'peers others',
  'global resolvers': 'resolvers docker',
  'frontend acl': ['use_backend other if slow', 'acl slow path_beg /slow'],
  'frontend bind': 'bind :81',
  'frontend capture': 'capture request header Host len 10',
  'frontend compression': 'compression algo gzip',
  'frontend declare': 'declare capture request len 10',
  'frontend default_backend': 'default_backend other',
  'frontend disabled': ['disabled', 'frontend fe2\nbind :81\ndefault_backend be'],
  'frontend errorfile': 'errorfile 503 /etc/haproxy/503.http',
  'frontend errorloc': 'errorloc 503 /x',
  'frontend errorloc302': 'errorloc302 503 /x',
  'frontend errorloc303': 'errorloc303 503 /x',
  'frontend filter': 'filter trace',
  'frontend http-request': 'http-request deny',
  'frontend http-response': 'http-response add-header X y',
  'frontend http-after-response': 'http-after-response add-header X y',
  'frontend email-alert': 'email-alert level alert',
  'frontend log': 'log 127.0.0.1 local0',
  'frontend mode': ['mode tcp', 'default_backend be'],
  'frontend monitor': 'monitor fail if TRUE',
  'frontend option': 'option http-server-close',
  'frontend rate-limit': 'rate-limit sessions 10',
  'frontend redirect': 'redirect location /x',
  'frontend stats': 'stats enable',
  'frontend stick-table': 'stick-table type ip size 1k',
  'frontend tcp-request': 'tcp-request connection accept',
  'frontend tcp-response': 'tcp-response content accept',
  'frontend timeout': 'timeout client 7s',
  'frontend use_backend': 'use_backend other',
  'backend enabled': ['enabled', 'disabled'],
  'backend source': 'source 10.0.0.9',
  'backend balance': 'balance leastconn',
  'backend cookie': 'cookie X insert',
  'backend default-server': ['server s9 10.0.0.9:80', 'default-server weight 7'],
  'backend dispatch': 'dispatch 10.0.0.9:80',
  'backend external-check': 'external-check path /bin',
  'backend force-persist': 'force-persist if TRUE',
  'backend hash-balance-factor': ['hash-balance-factor 150', 'balance source'],
  'backend hash-type': ['hash-type consistent', 'balance source'],
  'backend http-check': ['http-check expect status 204', 'option httpchk'],
  'backend http-reuse': 'http-reuse never',
  'backend ignore-persist': 'ignore-persist if TRUE',
  'backend load-server-state-from-file': 'load-server-state-from-file none',
  'backend persist': 'persist rdp-cookie',
  'backend retry-on': 'retry-on empty-response',
  'backend server': 'server s9 10.0.0.9:80',
  'backend server-template': 'server-template t 2 10.0.0.9:80',
  'backend stick': ['stick on src', 'stick-table type ip size 1k'],
  'backend tcp-check': ['tcp-check connect', 'option tcp-check'],
  'backend use-server': 'use-server s1 if TRUE',
  'bind level': 'level user',
  'bind user': 'user haproxy',
  'bind group': 'group haproxy',
  'bind proto': 'proto h2',
  'bind crt': 'crt /etc/ssl/x.pem',
  'bind ssl': ['ssl', 'crt /etc/ssl/x.pem'],
  'server check': 'check',
  'server no-check': ['no-check', 'check'],
  'server inter': ['inter 1s', 'check'],
  'server fastinter': ['fastinter 1s', 'check'],
  'server downinter': ['downinter 1s', 'check'],
  'server fall': ['fall 7', 'check'],
  'server rise': ['rise 7', 'check'],
  'server port': ['port 81', 'check'],
  'server observe': ['observe layer4', 'check'],
  'server error-limit': ['error-limit 7', 'check observe layer4'],
  'server on-error': ['on-error mark-down', 'check observe layer4'],
  'server on-marked-down': 'on-marked-down shutdown-sessions',
  'server on-marked-up': 'on-marked-up shutdown-backup-sessions',
  'server enabled': ['enabled', 'disabled'],
  'server no-backup': ['no-backup', 'backup'],
  'server slowstart': 'slowstart 10s',
  'server agent-check': 'agent-check agent-port 81',
  'server ca-file': 'ca-file /etc/ssl/x.pem',
  'server check-proto': 'check-proto h2',
  'server check-ssl': 'check-ssl verify none',
  'server log-proto': 'log-proto legacy',
  'server proto': 'proto h2',
  'server proxy-v2-options': 'proxy-v2-options ssl',
  'server resolve-opts': 'resolve-opts allow-dup-ip',
  'server resolve-prefer': 'resolve-prefer ipv4',
  'server source': 'source 10.0.0.9',
  'server ssl': 'ssl verify none',
  'server ssl-max-ver': 'ssl-max-ver TLSv1.2',
  'server ssl-min-ver': 'ssl-min-ver TLSv1.2',
  'server track': 'track s2',
  'server verify': 'verify none',
  'server ws': 'ws h1',
  'timeout tarpit': ['timeout tarpit 7s', 'http-request tarpit'],
  'timeout check': ['timeout check 7s', ''],
  'http-request add-header': 'http-request add-header X y',
  'http-request set-header': 'http-request set-header X y',
  'http-request del-header': 'http-request del-header X',
  'http-request replace-header': 'http-request replace-header X y z',
  'http-request replace-value': 'http-request replace-value X y z',
  'http-request redirect': 'http-request redirect location /x',
  'http-request set-log-level': 'http-request set-log-level info',
  'http-request set-mark': 'http-request set-mark 1',
  'http-request set-tos': 'http-request set-tos 1',
  'http-request set-method': 'http-request set-method GET',
  'http-request set-path': 'http-request set-path /x',
  'http-request set-pathq': 'http-request set-pathq /x',
  'http-request set-query': 'http-request set-query x',
  'http-request set-uri': 'http-request set-uri /x',
  'http-request set-timeout': 'http-request set-timeout server 5s',
  'http-request set-var(*)': 'http-request set-var(txn.x) src',
  'http-request set-var-fmt(*)': 'http-request set-var-fmt(txn.x) y',
  'http-request unset-var(*)': 'http-request unset-var(txn.x)',
  'http-request strict-mode': 'http-request strict-mode on',
  'http-request use-service': 'http-request use-service prometheus-exporter',
  'http-response add-header': 'http-response add-header X y',
  'http-response set-header': 'http-response set-header X y',
  'http-response del-header': ['http-response del-header X', 'http-response add-header X y'],
  'http-response replace-header': 'http-response replace-header X y z',
  'http-response replace-value': 'http-response replace-value X y z',
  'http-response set-log-level': 'http-response set-log-level info',
  'http-response set-mark': 'http-response set-mark 1',
  'http-response set-tos': 'http-response set-tos 1',
  'http-response set-status': 'http-response set-status 503',
  'http-response redirect': 'http-response redirect location /x',
  'http-response set-var(*)': 'http-response set-var(txn.x) src',
  'http-response set-var-fmt(*)': 'http-response set-var-fmt(txn.x) y',
  'http-response unset-var(*)': 'http-response unset-var(txn.x)',
  'http-response strict-mode': 'http-response strict-mode on',
  'option httpchk': ['option httpchk', ''],
  'option http-restrict-req-hdr-names': 'option http-restrict-req-hdr-names reject',
  'option pgsql-check': 'option pgsql-check user x',
  'option http-keep-alive': ['option http-keep-alive', 'option httpclose'],
};

const options = [
  'abortonclose allbackups checkcache accept-invalid-http-response h1-case-adjust-bogus-server http-pretend-keepalive',
  'log-health-checks persist prefer-last-server srvtcpka tcp-smart-connect transparent redispatch http-buffer-request',
  'http-no-delay independent-streams nolinger splice-auto splice-request splice-response httpclose http-server-close',
  'http-keep-alive httplog tcplog tcpka httpchk ssl-hello-chk smtpchk pgsql-check redis-check mysql-check ldap-check',
  'spop-check tcp-check external-check forwardfor originalto http-restrict-req-hdr-names',
];
const frontendOptions = [
  'clitcpka contstats disable-h2-upgrade dontlog-normal dontlognull h1-case-adjust-bogus-client http-ignore-probes',
  'http-use-proxy-header idle-close-on-response log-separate-errors logasap accept-invalid-http-request socket-stats',
  'tcp-smart-accept httpslog',
];
const timeouts = 'connect server queue check tunnel server-fin tarpit client http-request http-keep-alive client-fin';

const flags: readonly string[] = [
  ...bindFlags,
  ...serverFlags,
  ...'daemon noepoll nokqueue noevports nopoll nosplice nogetaddrinfo noreuseport quiet zero-warning'.split(' '),
];

/** All directives, by the headings under which they are listed. */
export const directives: Readonly<Record<string, readonly Directive[]>> = {
  global: listed('global', 'global', globalKeywords),
  bind: listed('bind', 'bind', [...bindKeywordsWithValue, ...bindFlags]),
  'frontend, backend, listen': [
    ...listed(
      'frontend',
      'frontend',
      proxyKeywords.filter((name) => !(`backend ${name}` in examples)),
    ),
    ...listed(
      'backend',
      'backend',
      proxyKeywords.filter((name) => `backend ${name}` in examples || isOfBackends(name)),
    ),
  ],
  option: [
    ...listed('option', 'backend', words(options), 'option '),
    ...listed('option', 'frontend', words(frontendOptions), 'option '),
  ],
  timeout: timeouts.split(' ').map((name) => {
    const place = ['client', 'http-request', 'http-keep-alive', 'client-fin'].includes(name) ? 'frontend' : 'backend';
    return made(`timeout ${name}`, name, place, `timeout ${name} 7s`);
  }),
  'http-request': listed('http-request', 'frontend', httpRequestActions, 'http-request '),
  'http-response': listed('http-response', 'backend', httpResponseActions, 'http-response '),
  server: listed('server', 'server', [...serverKeywordsWithValue, ...serverFlags]),
};

/** Words of backends whose example needs no more than a number. */
function isOfBackends(name: string): boolean {
  return ['retries', 'fullconn'].includes(name);
}

function listed(kind: string, place: Place, names: readonly string[], prefix = ''): Directive[] {
  const lines = names.filter((name) => !noLines.includes(name));
  return lines.map((name) =>
    made(`${kind} ${name}`, name, place, prefix === '' ? usual(place, name) : `${prefix}${name}`),
  );
}

function made(key: string, name: string, place: Place, text: string): Directive {
  const example = examples[key] ?? text;
  const [line, before] = typeof example === 'string' ? [example, ''] : example;
  return { name, place, text: line, before };
}

function usual(place: Place, name: string): string {
  return flags.includes(name) || (place === 'frontend' && name === 'transparent') ? name : `${name} 7`;
}

function words(lines: readonly string[]): string[] {
  return lines.join(' ').split(' ');
}
