import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { parseTimer, restWarning } from '../grammar/timer.ts';
import { called, hasBackend, hasFrontend, type ProxySection } from './proxy.ts';

type Side = 'frontend' | 'backend' | 'both';

const sides: ReadonlyMap<string, Side> = new Map<string, Side>([
  ['client', 'frontend'],
  ['server', 'backend'],
  ['connect', 'backend'],
  ['check', 'backend'],
  ['queue', 'backend'],
  ['http-keep-alive', 'both'],
  ['http-request', 'both'],
  ['tunnel', 'backend'],
  ['tarpit', 'both'],
  ['client-fin', 'frontend'],
  ['server-fin', 'backend'],
]);
const names = [...sides.keys()].map((name) => `'${name}'`);
const modelled = ['client', 'server', 'connect', 'check', 'queue', 'http-request', 'http-keep-alive', 'tarpit'];
/** How long one half of a closed connection stays: nobody waits for that. */
const withoutEffect = ['client-fin', 'server-fin'];

/** `timeout NAME TIME` (haproxy 2.6: src/proxy.c, `proxy_parse_timeout`). */
export function readTimeout(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const [name, value] = [line.word(1), line.word(2)];
  const side = sides.get(name);
  if (side === undefined) {
    report.alert(line, `'timeout' supports ${names.slice(0, -1).join(', ')} and 'server-fin' (got '${name}')`, 1);
    return;
  }
  const timer = parseTimer(value);
  if (timer.kind !== 'time') {
    report.alert(line, problemWith(name, value, timer), 2);
    return;
  }
  if (line.length > 3) {
    report.alert(line, `'timeout ${name}' : unexpected extra argument '${line.word(3)}' after value '${value}'.`, 3);
    return;
  }
  if (timer.rest !== '') report.warn(line, restWarning(value, timer.rest));
  const missing =
    side === 'frontend' && !hasFrontend(proxy)
      ? 'frontend'
      : side === 'backend' && !hasBackend(proxy)
        ? 'backend'
        : null;
  if (missing !== null)
    report.warn(line, `'timeout ${name}' will be ignored because ${called(proxy)} has no ${missing} capability`);
  else if (withoutEffect.includes(name)) report.noEffect(line, `timeout ${name}`);
  else if (!modelled.includes(name)) report.leaveOut(line, `timeout ${name}`);
  proxy.timeouts = new Map(proxy.timeouts).set(name, timer.ms);
}

function problemWith(
  name: string,
  value: string,
  timer: { kind: 'overflow' } | { kind: 'unexpected'; char: string },
): string {
  if (value === '') return `'timeout ${name}' expects an integer value (in milliseconds)`;
  if (timer.kind === 'unexpected') return `unexpected character '${timer.char}' in 'timeout ${name}'`;
  return `timer overflow in argument '${value}' to 'timeout ${name}' (maximum value is 2147483647 ms or ~24.8 days)`;
}
