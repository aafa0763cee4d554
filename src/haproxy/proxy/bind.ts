import { didYouMean } from '../grammar/best-match.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import { isOnMachine } from '../grammar/machine-files.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import { bindFlags, bindKeywordsWithValue } from '../keywords/bind-keywords.ts';
import { AddressError, parseAddress } from '../server/address.ts';
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
    if (/[a-z]/.test(place.host) && !place.host.includes(':') && place.host !== 'localhost')
      return `invalid address: '${place.host}' in '${text}'`;
    for (let port = place.ports.first; port <= place.ports.last; port += 1) proxy.ports.push(port);
    return null;
  } catch (error) {
    if (!(error instanceof AddressError)) throw error;
    return error.message;
  }
}

function readWords(line: ConfigLine, report: Report): void {
  const listener = `'bind ${line.word(1)}' in section 'frontend'`;
  let hasCertificate = false;
  let index = 2;
  while (index < line.length) {
    const keyword = line.word(index);
    const takesValue = bindKeywordsWithValue.includes(keyword);
    if (!allKeywords.includes(keyword)) {
      report.alert(line, `${listener}: unknown keyword '${keyword}'${didYouMean(keyword, allKeywords) || '.'}`, index);
      return;
    }
    const problem = takesValue ? valueProblem(keyword, line.word(index + 1)) : null;
    if (problem !== null) {
      report.alert(line, `${listener} : ${problem}`, index);
      return;
    }
    hasCertificate ||= keyword === 'crt' || keyword === 'crt-list';
    if (withoutEffect.includes(keyword)) report.noEffect(line, `bind … ${keyword}`);
    else report.leaveOut(line, `${keyword} of bind`);
    index += takesValue ? 2 : 1;
  }
  if (line.from(2).includes('ssl') && !hasCertificate)
    report.alert(line, `no SSL certificate specified for bind '${line.word(1)}' (use 'crt').`, 1);
}

function valueProblem(keyword: string, value: string): string | null {
  if (keyword === 'name' && value === '') return "'name' : missing name";
  if (['maxconn', 'backlog', 'id', 'nice', 'mss', 'tcp-ut'].includes(keyword) && value === '')
    return `'${keyword}' : missing value`;
  if (keyword === 'id' && lenientInteger(value) <= 0) return "'id' : custom id has to be > 0";
  if (keyword === 'proto' && !['h1', 'h2'].includes(value)) return `'proto' :  unknown MUX protocol '${value}'`;
  if (keyword === 'level' && !['user', 'operator', 'admin'].includes(value))
    return `'level' only supports 'user', 'operator', and 'admin' (got '${value}')`;
  if (keyword === 'crt' && !isOnMachine(value))
    return `unable to stat SSL certificate from file '${value}' : No such file or directory.`;
  return null;
}
