import { didYouMean } from '../grammar/best-match.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import { isSince } from '../grammar/version.ts';
import { looksLikeBadAddress } from '../server/address.ts';
import { readHttpCheckOption } from './checks.ts';
import { isConnectionMode, readConnectionMode } from './connection-mode.ts';
import { called, hasBackend, hasFrontend, type ProxySection } from './proxy.ts';

type Side = 'frontend' | 'backend' | 'both';

/** Options that can be switched off with `no`, and whose they are (haproxy 2.6: src/proxy.c, `cfg_opts`, `cfg_opts2`). */
const switches: ReadonlyMap<string, Side> = new Map<string, Side>([
  ...names(
    'abortonclose allbackups checkcache accept-invalid-http-response h1-case-adjust-bogus-server http-pretend-keepalive',
    'backend',
  ),
  ...names('log-health-checks persist prefer-last-server srvtcpka tcp-smart-connect transparent redispatch', 'backend'),
  ...names('clitcpka contstats disable-h2-upgrade dontlog-normal dontlognull h1-case-adjust-bogus-client', 'frontend'),
  ...names('http-ignore-probes http-use-proxy-header idle-close-on-response log-separate-errors logasap', 'frontend'),
  ...names('accept-invalid-http-request socket-stats tcp-smart-accept', 'frontend'),
  ...names(
    'http-buffer-request http-no-delay independent-streams nolinger splice-auto splice-request splice-response',
    'both',
  ),
  ...names('httpclose http-server-close http-keep-alive', 'both'),
]);
/** Options with words of their own. */
const others = [
  'httpslog httplog tcplog tcpka httpchk ssl-hello-chk smtpchk pgsql-check redis-check mysql-check ldap-check spop-check tcp-check',
  'external-check forwardfor originalto http-restrict-req-hdr-names',
]
  .join(' ')
  .split(' ');
/** How HAProxy looks for the option that was meant. */
const allNames = [...switches.keys(), ...others];

const retired: readonly { readonly name: string; readonly since: readonly [number, number]; readonly says: string }[] =
  [
    {
      name: 'forceclose',
      since: [2, 0],
      says: "option 'forceclose' is not supported any more since HAProxy 2.0, please just remove it, or use 'option httpclose' if absolutely needed.",
    },
    {
      name: 'http-tunnel',
      since: [2, 1],
      says: "option 'http-tunnel' is not supported any more since HAProxy 2.1, please just remove it, it shouldn't be needed.",
    },
    {
      name: 'http_proxy',
      since: [2, 5],
      says:
        "option 'http_proxy' is not supported any more since HAProxy 2.5. This option stopped working in HAProxy 1.9 and usually had nasty " +
        "side effects. It can be more reliably implemented with combinations of 'http-request set-dst' and 'http-request set-uri', and even " +
        "'http-request do-resolve' if DNS resolution is desired.",
    },
  ];
/** Options without any bearing on which request goes where, and when. */
const withoutEffect = new Set(
  [
    'clitcpka contstats dontlog-normal dontlognull log-separate-errors logasap log-health-checks socket-stats srvtcpka tcpka',
    'tcp-smart-accept tcp-smart-connect splice-auto splice-request splice-response httplog httpslog tcplog forwardfor originalto',
    'http-no-delay nolinger independent-streams accept-invalid-http-request accept-invalid-http-response http-ignore-probes',
    'http-use-proxy-header checkcache disable-h2-upgrade h1-case-adjust-bogus-client h1-case-adjust-bogus-server',
    'forceclose idle-close-on-response http-restrict-req-hdr-names',
  ]
    .join(' ')
    .split(' '),
);

/** `option NAME …` (haproxy 2.6: src/cfgparse-listen.c). */
export function readOption(line: ConfigLine, proxy: ProxySection, report: Report, version: string): void {
  const name = line.word(1);
  if (name === '') {
    report.alert(line, "'option' expects an option name.");
    return;
  }
  const gone = retired.find((each) => each.name === name);
  if (gone !== undefined && isSince(version, ...gone.since)) {
    report.alert(line, gone.says, 1);
    return;
  }
  const side = switches.get(name);
  if (side === undefined && line.negated) {
    report.alert(line, `negation/default is not supported for option '${name}'.`, 1);
    return;
  }
  if (side === undefined && !others.includes(name) && gone === undefined) {
    report.alert(line, `unknown option '${name}'${didYouMean(name, allNames) || '.'}`, 1);
    return;
  }
  const problem = wordProblem(name, line, side !== undefined);
  if (problem !== null) report.alert(line, problem, 2);
  else apply(name, side, line, proxy, report);
}

/** `default option NAME`: of those that can be switched off HAProxy 2.6 takes only `redispatch` so. */
export function readOptionDefault(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const name = line.word(2);
  if (name === 'redispatch') proxy.redispatch = null;
  else if (switches.has(name)) report.alert(line, `'option ${name}' cannot handle unexpected argument '${name}'.`, 2);
  else report.alert(line, `negation/default is not supported for option '${name}'.`, 2);
}

function apply(name: string, side: Side | undefined, line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (name === 'httplog' || name === 'tcplog' || name === 'httpslog') {
    if (proxy.kind === 'backend')
      report.warn(line, `${called(proxy)} : 'option ${name}' directive is ignored in backends.`);
    proxy.logsTraffic = true;
  }
  if (ignored(name, side, line, proxy, report)) return;
  if (name === 'redispatch') {
    const interval = line.word(2) === '' ? -1 : lenientInteger(line.word(2));
    proxy.redispatch = line.negated || interval === 0 ? null : interval;
  } else if (isConnectionMode(name)) readConnectionMode(name, line, proxy);
  else if (name === 'allbackups') proxy.allBackups = !line.negated;
  else if (name === 'abortonclose') proxy.abortOnClose = !line.negated;
  else if (name === 'httpchk') readHttpCheckOption(line, proxy, report);
  else if (withoutEffect.has(name)) report.noEffect(line, `option ${name}`);
  else if (!line.negated) report.leaveOut(line, `option ${name}`);
  if (name === 'httpchk' || name === 'ssl-hello-chk') proxy.usesExternalCheck = false;
  if (name.endsWith('-check') || name === 'smtpchk') {
    proxy.httpCheck = null;
    proxy.usesTcpCheck = true;
    proxy.usesExternalCheck = name === 'external-check';
  }
}

const backendChecks = ['httpchk', 'smtpchk', 'ssl-hello-chk', 'spop-check'];

/** An option of the other side: HAProxy says so and goes on. */
function ignored(name: string, side: Side | undefined, line: ConfigLine, proxy: ProxySection, report: Report): boolean {
  const wanted = side ?? (backendChecks.includes(name) || name.endsWith('-check') ? 'backend' : 'both');
  const lacks = wanted === 'frontend' ? !hasFrontend(proxy) : wanted === 'backend' ? !hasBackend(proxy) : false;
  if (lacks) report.warn(line, `'${name}' ignored because ${called(proxy)} has no ${wanted} capability.`);
  return lacks;
}

/** What is wrong with the words after the option's name. */
function wordProblem(name: string, line: ConfigLine, isSwitch: boolean): string | null {
  const [first, second] = [line.word(2), line.word(3)];
  const unexpected = (word: string) => `'option ${name}' cannot handle unexpected argument '${word}'.`;
  if (name === 'redispatch' || name === 'httpchk' || name === 'smtpchk') return null;
  if (name === 'httplog')
    return first === '' || first === 'clf' ? null : "keyword 'httplog' only supports option 'clf'.";
  if (name === 'forwardfor')
    return addressListProblem(line, ['except', 'header', 'if-none'], "'except', 'header' and 'if-none'.");
  if (name === 'originalto') return addressListProblem(line, ['except', 'header'], "'except' and 'header'.");
  if (name === 'mysql-check' && first !== '') {
    if (first !== 'user') return `'option mysql-check' only supports optional values: 'user' (got '${first}').`;
    return second === '' ? "'option mysql-check user' expects <username> as argument." : null;
  }
  if (name === 'pgsql-check')
    return first === 'user' && second !== '' ? null : "'option pgsql-check' expects 'user <username>' as argument.";
  if (name === 'http-restrict-req-hdr-names') {
    if (second !== '') return unexpected(second);
    const expects = `option '${name}' expects 'preserve', 'reject' or 'delete' option.`;
    if (first === '') return `missing parameter. ${expects}`;
    return ['preserve', 'reject', 'delete'].includes(first) ? null : `invalid parameter '${first}'. ${expects}`;
  }
  if (first === '') return null;
  // HAProxy names the keyword itself where `no` or `default` has shifted the words.
  return isSwitch || others.includes(name) ? unexpected(first) : null;
}

function addressListProblem(line: ConfigLine, words: readonly string[], supported: string): string | null {
  const name = `option ${line.word(1)}`;
  for (let index = 2; index < line.length; index += 1) {
    const word = line.word(index);
    if (!words.includes(word)) return `'${name}' only supports optional values: ${supported}`;
    if (word === 'if-none') continue;
    index += 1;
    const value = line.word(index);
    const [address = ''] = value.split('/');
    if (word === 'header' && value === '') return `'${name} header' expects <header_name> as argument.`;
    const isAddress = (/^\d[\d.]*$/.test(address) && !looksLikeBadAddress(address)) || address.includes(':');
    if (word === 'except' && !isAddress) return `'${name} except' expects <address>[/mask] as argument.`;
  }
  return null;
}

function names(list: string, side: Side): [string, Side][] {
  return list.split(' ').map((name) => [name, side]);
}
