import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import { looksLikeBadAddress } from '../server/address.ts';
import { readLogFormat } from './log-format.ts';
import { called, type ProxySection } from './proxy.ts';
import { RuleError } from './read-expression.ts';

const facilities =
  'kern user mail daemon auth syslog lpr news uucp cron auth2 ftp ntp audit alert cron2 local0 local1 local2 local3 local4 local5 local6 local7'.split(
    ' ',
  );
const levels = 'emerg alert crit err warning notice info debug'.split(' ');
/** Words between the address and the facility, each with a value. */
const between = ['len', 'format', 'sample'];

/** What is wrong with a `log` line, if anything (haproxy 2.6: src/log.c, `parse_logsrv`). */
export function logProblem(
  line: ConfigLine,
  isGlobal: boolean,
): { readonly message: string; readonly at: number } | null {
  const address = line.word(1);
  if (address === 'global' && line.length === 2)
    return isGlobal ? { message: "log : 'global' is not supported for a global syslog server", at: 1 } : null;
  let at = 2;
  for (; between.includes(line.word(at)); at += 2) {
    const problem = wordProblem(line.word(at), line.word(at + 1));
    if (problem !== null) return { message: problem, at: at + 1 };
  }
  if (line.word(at) === '')
    return { message: `log : expects <address> and <facility> ${isGlobal ? '' : 'or global'} as arguments`, at: 0 };
  if (/^[a-z][\w-]*\./.test(address) || (/^[\d.]+$/.test(address) && looksLikeBadAddress(address)))
    return { message: `log : invalid address: '${address}' in '${address}'`, at: 1 };
  if (!facilities.includes(line.word(at))) return { message: `log : unknown log facility '${line.word(at)}'`, at };
  for (const next of [at + 1, at + 2]) {
    const level = line.word(next);
    if (level !== '' && !levels.includes(level))
      return { message: `log : unknown optional log level '${level}'`, at: next };
  }
  return null;
}

const formats = 'local rfc3164 rfc5424 priority short timed iso raw'.split(' ');

function wordProblem(word: string, value: string): string | null {
  if (word === 'format' && !formats.includes(value)) return `log : unknown log format '${value}'`;
  if (word === 'len' && (lenientInteger(value) < 80 || lenientInteger(value) > 65_535))
    return `log : invalid log length '${value}', must be between 80 and 65535`;
  return null;
}

export function readLog(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (line.negated) {
    proxy.log = 'none';
    return;
  }
  const problem = logProblem(line, false);
  if (problem !== null) report.alert(line, problem.message, problem.at);
  else {
    proxy.log = line.word(1) === 'global' ? 'global' : 'own';
    report.noEffect(line, 'log');
  }
}

export function readLogFormatLine(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (proxy.kind === 'backend') report.warn(line, `${called(proxy)} : 'log-format' directive is ignored in backends.`);
  proxy.logsTraffic = true;
  try {
    readLogFormat(line.word(1));
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `failed to parse log-format : ${error.message}`, 1);
  }
}
