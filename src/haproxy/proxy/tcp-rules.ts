import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { parseTimer } from '../grammar/timer.ts';
import { tcpRequestActions, tcpResponseActions } from '../keywords/tcp-actions.ts';
import { called, hasFrontend, type ProxySection } from './proxy.ts';

/** `tcp-request …`: rules on connections before there is a request (haproxy 2.6: src/tcp_rules.c). The model leaves them out. */
export function readTcpRequest(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const what = line.word(1);
  if (what === 'inspect-delay') readDelay(line, proxy, report);
  else if (what !== 'connection' && what !== 'content' && (what !== 'session' || proxy.kind === 'backend')) {
    const session = proxy.kind === 'backend' ? '' : "'session', ";
    report.alert(
      line,
      `'tcp-request' expects 'inspect-delay', 'connection', ${session}or 'content' in ${called(proxy)} (got '${what}')`,
      1,
    );
  } else if (what === 'connection' && !hasFrontend(proxy))
    report.alert(line, `tcp-request connection is not allowed because backend ${proxy.name} is not a frontend`, 1);
  else readAction(line, tcpRequestActions, proxy, report);
}

export function readTcpResponse(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const what = line.word(1);
  if (what === 'inspect-delay') readDelay(line, proxy, report);
  else if (what === 'content') readAction(line, tcpResponseActions, proxy, report);
  else report.alert(line, `'tcp-response' expects 'inspect-delay' or 'content' in ${called(proxy)} (got '${what}')`, 1);
}

function readDelay(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const keyword = `${line.word(0)} inspect-delay`;
  const timer = parseTimer(line.word(2));
  if (proxy.kind === 'defaults') report.alert(line, `${keyword} is not allowed in anonymous 'defaults' sections`);
  else if (timer.kind === 'unexpected')
    report.alert(
      line,
      `'${keyword}' expects a positive delay in milliseconds, in ${called(proxy)} (unexpected character '${timer.char}')`,
      2,
    );
  else report.leaveOut(line, keyword);
}

function readAction(line: ConfigLine, actions: readonly string[], proxy: ProxySection, report: Report): void {
  const rule = `${line.word(0)} ${line.word(1)}`;
  const action = line.word(2);
  if (actions.includes(action.replace(/\(.*$/, ''))) report.leaveOut(line, rule);
  else report.alert(line, `'${rule}' expects ${quoted(actions)} in ${called(proxy)} (got '${action}').`, 2);
}

function quoted(actions: readonly string[]): string {
  return actions.map((action) => `'${action}'`).join(', ');
}
