import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { parseTimer } from '../grammar/timer.ts';
import type { ProxySection } from './proxy.ts';
import { RuleError, readSample } from './read-expression.ts';

const tableTypes = ['ip', 'ipv6', 'integer', 'string', 'binary'];
const stored =
  'server_id server_name gpt0 gpc0 gpc0_rate gpc1 gpc1_rate gpc gpt gpc_rate conn_cnt conn_rate conn_cur sess_cnt sess_rate http_req_cnt http_req_rate http_err_cnt http_err_rate http_fail_cnt http_fail_rate bytes_in_cnt bytes_in_rate bytes_out_cnt bytes_out_rate'.split(
    ' ',
  );

export function readStickTable(line: ConfigLine, proxy: ProxySection, report: Report): void {
  if (proxy.kind === 'defaults') {
    report.alert(line, "'stick-table' is not supported in 'defaults' section.");
    return;
  }
  const problem = tableProblem(line);
  if (problem !== null) {
    report.alert(line, `stick-table: ${problem}`);
    return;
  }
  proxy.hasStickTable = true;
  report.leaveOut(line, 'stick-table');
}

function tableProblem(line: ConfigLine): string | null {
  let [type, size] = ['', ''];
  for (let index = 1; index < line.length; index += 1) {
    const word = line.word(index);
    if (word === 'nopurge' || word === 'write-to') continue;
    index += 1;
    const value = line.word(index);
    if (word === 'type') {
      if (!tableTypes.includes(value)) return `unknown type '${value}'.`;
      type = value;
      if (line.word(index + 1) === 'len') index += 2;
    } else if (word === 'size') {
      if (!/^\d+[kmgKMG]?$/.test(value))
        return value === ''
          ? "missing argument after 'size'."
          : `unexpected character '${/[^\d]/.exec(value)?.[0]}' in argument of 'size'.`;
      size = value;
    } else if (word === 'expire') {
      if (value === '') return "missing argument after 'expire'.";
      const timer = parseTimer(value);
      if (timer.kind === 'unexpected') return `unexpected character '${timer.char}' in argument of 'expire'.`;
    } else if (word === 'store') {
      const unknown = value.split(',').find((each) => !stored.includes(each.replace(/\(.*$/, '')));
      if (unknown !== undefined) return `unknown store option '${unknown}'.`;
      const bare = value.split(',').find((each) => /_rate$/.test(each));
      if (bare !== undefined) return `missing argument to store option '${bare}'.`;
    } else if (word !== 'peers' && word !== 'srvkey') return `unknown argument '${word}'.`;
  }
  if (size === '') return 'missing size.';
  return type === '' ? 'missing type.' : null;
}

export function readStick(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const rule = line.word(1);
  if (!['on', 'match', 'store-request', 'store-response'].includes(rule)) {
    report.alert(line, "'stick' expects 'on', 'match', or 'store'.", 1);
    return;
  }
  if (proxy.kind === 'frontend') return;
  if (line.word(2) === '') {
    report.alert(line, "'stick' expects a fetch method.", 1);
    return;
  }
  try {
    readSample(line.word(2), (problem) => problem, '');
    proxy.usesStickTable.push(line);
    report.leaveOut(line, 'stick');
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    report.alert(line, `'stick': ${error.message}`, 2);
  }
}

const statsWords =
  "'admin', 'uri', 'realm', 'auth', 'scope', 'enable', 'hide-version', 'show-node', 'show-desc' or 'show-legends'.";
const lacking: Readonly<Record<string, string>> = {
  uri: "'uri' needs an URI prefix.",
  realm: "'realm' needs an realm name.",
  auth: "'auth' needs a user:password account.",
  scope: "'scope' needs a proxy name.",
  admin: "'stats admin' requires either 'if' or 'unless' followed by a condition.",
};
const withValue = ['admin', 'uri', 'realm', 'auth', 'scope', 'refresh'];
const alone = ['enable', 'hide-version', 'show-node', 'show-desc', 'show-legends', 'show-modules', 'http-request'];

export function readStats(line: ConfigLine, _proxy: ProxySection, report: Report): void {
  const [what, value] = [line.word(1), line.word(2)];
  const problem = statsProblem(what, value);
  if (problem !== null) report.alert(line, problem, 1);
  else report.noEffect(line, 'stats');
}

function statsProblem(what: string, value: string): string | null {
  if (what === '') return `missing keyword in 'stats', expects ${statsWords}`;
  if (alone.includes(what)) return null;
  if (!withValue.includes(what)) return `unknown stats parameter '${what}', expects ${statsWords}`;
  if (value === '' && what in lacking) return lacking[what] ?? null;
  const timer = what === 'refresh' ? parseTimer(value) : null;
  return timer?.kind === 'unexpected'
    ? `unexpected character '${timer.char}' in argument to stats refresh interval.`
    : null;
}
