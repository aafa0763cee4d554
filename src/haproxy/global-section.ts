import { didYouMean } from './grammar/best-match.ts';
import type { ConfigLine } from './grammar/config-line.ts';
import { accounts, isOnMachine } from './grammar/machine-files.ts';
import type { Report } from './grammar/report.ts';
import { lenientInteger, parseTimer } from './grammar/timer.ts';
import { isSince } from './grammar/version.ts';
import { globalKeywords } from './keywords/global-keywords.ts';
import { bindWordProblem } from './proxy/bind.ts';
import { logProblem } from './proxy/log.ts';

/** What `global` says that matters to the proxies. */
export interface GlobalSettings {
  hasLog: boolean;
  /** 0 = not said. */
  maxConnections: number;
  verifiesTls: boolean;
  /** Of the checks' intervals, 0…50. */
  spreadPercent: number;
  /** 0 = no limit. */
  maxSpreadMs: number;
  /** `zero-warning`: any warning is an error. */
  allowsWarnings: boolean;
  allowsExternalChecks: boolean;
}

const flags = 'daemon noepoll nokqueue noevports nopoll nosplice nogetaddrinfo noreuseport quiet zero-warning'.split(
  ' ',
);
const integers =
  'maxconn ulimit-n maxconnrate maxsessrate maxsslrate maxsslconn maxcomprate maxpipes maxzlibmem tune.maxrewrite tune.bufsize'.split(
    ' ',
  );
const positive = ['tune.maxrewrite', 'tune.bufsize'];
const paths = 'chroot pidfile ca-base crt-base'.split(' ');
/** Limits of which simulated traffic could take note. */
const effective = ['maxconnrate', 'maxsessrate'];
const statsKinds = "'socket', 'maxconn', 'bind-process' and 'timeout'";
const mostThreads = 64;

/** A line of `global` (haproxy 2.6: src/cfgparse-global.c). */
export function readGlobalLine(line: ConfigLine, settings: GlobalSettings, report: Report, version: string): void {
  const keyword = line.word(0);
  if (keyword === 'log') readLog(line, settings, report);
  else {
    const problem = problemWith(keyword, line, version);
    if (problem !== null)
      report.alert(line, problem, line.length > 1 && !problem.startsWith('unknown keyword') ? 1 : 0);
    else if (effective.includes(keyword)) report.leaveOut(line, `${keyword} in global`);
    else report.noEffect(line, keyword);
  }
  if (keyword === 'maxconn') settings.maxConnections = lenientInteger(line.word(1));
  if (keyword === 'spread-checks') settings.spreadPercent = lenientInteger(line.word(1));
  if (keyword === 'max-spread-checks') settings.maxSpreadMs = timeOf(line.word(1));
  if (keyword === 'external-check') settings.allowsExternalChecks = true;
  if (keyword === 'zero-warning') settings.allowsWarnings = false;
  if (keyword === 'ssl-server-verify') settings.verifiesTls = line.word(1) !== 'none';
}

function timeOf(text: string): number {
  const timer = parseTimer(text);
  return timer.kind === 'time' ? timer.ms : 0;
}

function readLog(line: ConfigLine, settings: GlobalSettings, report: Report): void {
  if (line.negated) return;
  const problem = logProblem(line, true);
  if (problem !== null) {
    report.alert(line, problem.message, problem.at);
    return;
  }
  settings.hasLog = true;
  report.noEffect(line, 'log');
}

function problemWith(keyword: string, line: ConfigLine, version: string): string | null {
  const value = line.word(1);
  const expects = (what: string) => `'${keyword}' expects ${what}`;
  if (keyword === 'nbproc')
    return isSince(version, 2, 5)
      ? 'nbproc is not supported any more since HAProxy 2.5. Threads will automatically be used on multi-processor machines if available.'
      : null;
  if (!globalKeywords.includes(keyword))
    return `unknown keyword '${keyword}' in 'global' section${didYouMean(keyword, globalKeywords)}`;
  if (flags.includes(keyword)) return tooMany(line, 0);
  if (integers.includes(keyword)) return integerProblem(line, expects);
  if (paths.includes(keyword)) return value === '' ? pathProblem(keyword) : tooMany(line, 1);
  return special.get(keyword)?.(line, expects) ?? null;
}

function integerProblem(line: ConfigLine, expects: (what: string) => string): string | null {
  const [keyword, value] = [line.word(0), line.word(1)];
  if (value === '') return `${expects('an integer argument.')}`;
  if (positive.includes(keyword) && lenientInteger(value) <= 0) return expects('a positive integer argument.');
  // HAProxy says nothing here; it stops all the same.
  if (keyword === 'tune.bufsize' && lenientInteger(value) < leastBuffer) return expects('a size that requests fit in.');
  return tooMany(line, 1);
}

const leastBuffer = 1024;

function pathProblem(keyword: string): string {
  if (keyword === 'chroot') return "'chroot' expects a directory as an argument.";
  if (keyword === 'pidfile') return "'pidfile' expects a file name as an argument.";
  return `global statement '${keyword}' expects a directory path as an argument.`;
}

function tooMany(line: ConfigLine, count: number): string | null {
  if (line.length <= count + 1) return null;
  return `'${line.word(0)}' cannot handle unexpected argument '${line.word(count + 1)}'.`;
}

type Check = (line: ConfigLine, expects: (what: string) => string) => string | null;

const special: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['nbthread', threads],
  ['user', (line) => accountProblem(line, 'user')],
  ['group', (line) => accountProblem(line, 'group')],
  ['uid', (line, expects) => (line.word(1) === '' ? expects('an integer argument.') : null)],
  ['gid', (line, expects) => (line.word(1) === '' ? expects('an integer argument.') : null)],
  ['stats', statsProblem],
  ['spread-checks', spreadProblem],
  ['max-spread-checks', longestSpreadProblem],
  ['hard-stop-after', timeProblem],
  ['grace', timeProblem],
  ['master-worker', masterProblem],
  ['cpu-map', (line) => (line.length < 3 ? cpuMapProblem : null)],
  ['node', (line) => (/^[\w.-]+$/.test(line.word(1)) ? null : nodeProblem)],
  [
    'maxcompcpuusage',
    (line, expects) => (lenientInteger(line.word(1)) > 100 ? expects('an integer argument between 0 and 100.') : null),
  ],
  [
    'tune.http.maxhdr',
    (line, expects) => (lenientInteger(line.word(1)) < 1 ? expects('a numeric value between 1 and 32767') : null),
  ],
  [
    'tune.ssl.default-dh-param',
    (line, expects) => (lenientInteger(line.word(1)) < 1024 ? expects('a value >= 1024.') : null),
  ],
  ['tune.chksize', () => "option 'tune.chksize' is not supported any more (tune.bufsize is used instead)."],
  [
    'ssl-server-verify',
    (line, expects) =>
      ['none', 'required'].includes(line.word(1)) ? null : expects("'none' or 'required' as argument."),
  ],
  ['setenv', (line, expects) => (line.length < 3 ? expects('a name and a value.') : null)],
  ['presetenv', (line, expects) => (line.length < 3 ? expects('a name and a value.') : null)],
  ['lua-load', (line) => fileProblem(line)],
  [
    'profiling.tasks',
    (line, expects) =>
      ['on', 'auto', 'off'].includes(line.word(1))
        ? null
        : expects(`either 'on', 'auto', or 'off' but got '${line.word(1)}'.`),
  ],
  [
    'ssl-default-bind-ciphers',
    (line) =>
      line.length < 2 ? "global statement 'ssl-default-bind-ciphers' expects a cipher suite as an argument." : null,
  ],
  ['ssl-default-bind-options', tlsOptionProblem],
  ['ssl-default-server-options', tlsOptionProblem],
  ['unix-bind', (line) => (unixWords.includes(line.word(1)) ? null : unixProblem)],
]);

const cpuMapProblem =
  "cpu-map expects a process number  ('all', 'odd', 'even', a number from 1 to 64 or a range),  followed by a list of CPU ranges with numbers from 0 to 63.";
const nodeProblem =
  "'node' requires valid node name - non-empty string with digits(0-9), letters(A-Z, a-z), dot(.), hyphen(-) or underscode(_).";
const unixWords = ['prefix', 'mode', 'uid', 'gid', 'user', 'group'];
const unixProblem = "'unix-bind' only supports the 'prefix', 'mode', 'uid', 'gid', 'user' and 'group' options.";

function threads(line: ConfigLine): string | null {
  const value = line.word(1);
  if (!/^-?\d+$/.test(value)) return `'nbthread' passed a missing or unparsable integer value in '${value}'`;
  const count = Number(value);
  if (count < 1 || count > mostThreads) return `'nbthread' value must be between 1 and ${mostThreads} (was ${count})`;
  return tooMany(line, 1);
}

function accountProblem(line: ConfigLine, kind: 'user' | 'group'): string | null {
  const name = line.word(1);
  return accounts.includes(name) ? null : `cannot find ${kind} id for '${name}' (0:Success)`;
}

function statsProblem(line: ConfigLine): string | null {
  const [what, value] = [line.word(1), line.word(2)];
  if (!['socket', 'maxconn', 'bind-process', 'timeout'].includes(what))
    return `'stats' only supports ${statsKinds} (got '${what}')`;
  if (what === 'socket' && value === '')
    return "'stats socket' in global section expects an address or a path to a UNIX socket";
  if (what === 'maxconn' && lenientInteger(value) <= 0) return "'stats maxconn' expects a positive value";
  if (what === 'socket') {
    const problem = bindWordProblem(line, 3);
    if (problem === null) return null;
    const { unknown, message } = problem;
    return `'stats socket' : ${unknown ? message.replace('; did', '. Did') : `'${message}'`}`;
  }
  if (what !== 'timeout') return null;
  const timer = parseTimer(value);
  if (timer.kind === 'unexpected') return `'stats timeout' : unexpected character '${timer.char}'`;
  return timer.kind === 'time' && timer.ms > 0 ? null : "'stats timeout' expects a positive value";
}

function spreadProblem(line: ConfigLine, expects: (what: string) => string): string | null {
  const value = line.word(1);
  if (value === '') return expects('an integer argument (0..50).');
  const percent = lenientInteger(value);
  return percent >= 0 && percent <= 50 ? null : "'spread-checks' needs a positive value in range 0..50.";
}

function longestSpreadProblem(line: ConfigLine, expects: (what: string) => string): string | null {
  const value = line.word(1);
  if (value === '') return expects('an integer argument (0..50).');
  const timer = parseTimer(value);
  return timer.kind === 'unexpected'
    ? `unsupported character '${timer.char}' in 'max-spread-checks' (wants an integer delay).`
    : null;
}

function timeProblem(line: ConfigLine, expects: (what: string) => string): string | null {
  const value = line.word(1);
  if (value === '') return expects('<time> as argument.');
  const timer = parseTimer(value);
  return timer.kind === 'unexpected' ? `unexpected character '${timer.char}' in argument to <${line.word(0)}>.` : null;
}

function masterProblem(line: ConfigLine): string | null {
  const word = line.word(1);
  return word === '' || word === 'no-exit-on-failure'
    ? null
    : "'master-worker' only supports 'no-exit-on-failure' option.";
}

function fileProblem(line: ConfigLine): string | null {
  const path = line.word(1);
  return isOnMachine(path) ? null : `error in Lua file '${path}': cannot open ${path}: No such file or directory`;
}

const tlsOptions =
  'no-sslv3 no-tlsv10 no-tlsv11 no-tlsv12 no-tlsv13 force-sslv3 force-tlsv10 force-tlsv11 force-tlsv12 force-tlsv13 no-tls-tickets ssl-min-ver ssl-max-ver prefer-client-ciphers strict-sni'.split(
    ' ',
  );

function tlsOptionProblem(line: ConfigLine): string | null {
  const strange = line.from(1).find((word) => !tlsOptions.includes(word) && !/^(?:SSLv3|TLSv1\.[0-3])$/.test(word));
  return strange === undefined ? null : `unknown option '${strange}' on global statement '${line.word(0)}'.`;
}
