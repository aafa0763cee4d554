import { didYouMean } from '../grammar/best-match.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import { accounts, isOnMachine } from '../grammar/machine-files.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger, parseTimer } from '../grammar/timer.ts';
import { bindFlags, bindKeywordsWithValue } from '../keywords/bind-keywords.ts';
import { AddressError, isAddress, parseAddress } from '../server/address.ts';
import type { ProxySection } from './proxy.ts';

const allKeywords = [...bindKeywordsWithValue, ...bindFlags];
const withoutEffect = 'name id interface nice process thread transparent v4v6 v6only mss tfo defer-accept shards'.split(
  ' ',
);

/** `bind [ADDR]:PORT[-PORT],… …` (haproxy 2.6: src/cfgparse-listen.c, src/listener.c). */
export function readBind(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const addresses = line.word(1);
  if (addresses === '') {
    report.alert(line, "'bind' expects {<path>|[addr1]:port1[-end1]}{,[addr]:port[-end]}... as arguments.");
    return;
  }
  for (const text of addresses.split(',')) {
    const problem = addPorts(text, proxy);
    if (problem !== null) {
      report.alert(line, `'bind' : ${problem}`, 1);
      return;
    }
  }
  readWords(line, report);
}

function addPorts(text: string, proxy: ProxySection): string | null {
  if (text.startsWith('quic'))
    return `unsupported stream protocol for datagram family 2 address '${text}'; QUIC is not compiled in if this is what you were looking for.`;
  try {
    const place = parseAddress(text, { portIsNeeded: true, takesOffset: false, takesRange: true });
    if (place.isSocket) return null;
    if (!isAddress(place.host) && place.host !== 'localhost') return `invalid address: '${place.host}' in '${text}'`;
    for (let port = place.ports.first; port <= place.ports.last; port += 1) proxy.ports.push(port);
    return null;
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    return error.message;
  }
}

function readWords(line: ConfigLine, report: Report): void {
  const listener = `'bind ${line.word(1)}' in section 'frontend'`;
  const problem = bindWordProblem(line, 2);
  if (problem !== null) {
    const { unknown, message, at } = problem;
    report.alert(line, `${listener}${unknown ? ':' : ' :'} ${message}`, at);
    return;
  }
  const keywords = keywordsFrom(line, 2).map((at) => line.word(at));
  for (const keyword of keywords) {
    if (withoutEffect.includes(keyword)) report.noEffect(line, `bind … ${keyword}`);
    else report.leaveOut(line, `${keyword} of bind`);
  }
  if (keywords.includes('ssl') && !keywords.includes('crt') && !keywords.includes('crt-list'))
    report.alert(line, `no SSL certificate specified for bind '${line.word(1)}' (use 'crt').`, 1);
}

/** Where the keywords of a listener stand, from this word on. */
function keywordsFrom(line: ConfigLine, first: number): number[] {
  const found: number[] = [];
  for (let at = first; at < line.length; at += bindKeywordsWithValue.includes(line.word(at)) ? 2 : 1) found.push(at);
  return found;
}

/** What is wrong with the words of a listener, from this word on. */
export function bindWordProblem(
  line: ConfigLine,
  first: number,
): { readonly unknown: boolean; readonly message: string; readonly at: number } | null {
  for (const at of keywordsFrom(line, first)) {
    const keyword = line.word(at);
    if (!allKeywords.includes(keyword)) {
      const message = `unknown keyword '${keyword}'${didYouMean(keyword, allKeywords) || '.'}`;
      return { unknown: true, message, at };
    }
    const message = bindKeywordsWithValue.includes(keyword) ? valueProblem(keyword, line.word(at + 1)) : null;
    if (message !== null) return { unknown: false, message, at };
  }
  return null;
}

/** What is missing behind these words. */
const missing: ReadonlyMap<string, string> = new Map([
  ...['maxconn', 'backlog', 'id', 'nice', 'proto'].map((keyword): [string, string] => [keyword, 'value']),
  ['mss', 'MSS value'],
  ['tcp-ut', 'TCP User Timeout value'],
  ['interface', 'interface name'],
  ['mode', 'mode (octal integer expected)'],
  ['level', 'level'],
]);

function isSegmentSize(value: string): boolean {
  const size = Math.abs(lenientInteger(value));
  return size > 0 && size <= 65_535;
}

function valueProblem(keyword: string, value: string): string | null {
  if (keyword === 'name' && value === '') return "'name' : missing name";
  if (value === '' && missing.has(keyword)) return `'${keyword}' : missing ${missing.get(keyword)}`;
  if (['maxconn', 'backlog'].includes(keyword) && lenientInteger(value) < 0)
    return `'${keyword}' : invalid value ${lenientInteger(value)}, must be ${keyword === 'maxconn' ? '>= 0' : '> 0'}`;
  if (keyword === 'mss' && !isSegmentSize(value))
    return "'mss' : expects an MSS with and absolute value between 1 and 65535";
  if (keyword === 'tcp-ut' && parseTimer(value).kind !== 'time')
    return "'tcp-ut' : expects a positive delay in milliseconds";
  if ((keyword === 'user' || keyword === 'group') && !accounts.includes(value))
    return value === ''
      ? `'${keyword}' : missing ${keyword} name`
      : `'${keyword}' : unknown ${keyword} name '${value}'`;
  if (keyword === 'id' && lenientInteger(value) <= 0) return "'id' : custom id has to be > 0";
  if (keyword === 'proto' && !['h1', 'h2'].includes(value)) return `'proto' :  unknown MUX protocol '${value}'`;
  if (keyword === 'level' && !['user', 'operator', 'admin'].includes(value))
    return `'level' only supports 'user', 'operator', and 'admin' (got '${value}')`;
  if (keyword === 'crt' && !isOnMachine(value))
    return `unable to stat SSL certificate from file '${value}' : No such file or directory.`;
  return null;
}
