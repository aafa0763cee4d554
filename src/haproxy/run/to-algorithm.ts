import type { BalanceAlgorithm, HashedPart } from '../../traffic/spec.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import type { ProxySection } from '../proxy/proxy.ts';

const usualDraws = 2;
const roundRobin: BalanceAlgorithm = { kind: 'roundrobin' };

/** `balance`, `hash-type` and `hash-balance-factor` of a backend. What the model does not have is named in the report. */
export function toAlgorithm(proxy: ProxySection, report: Report): BalanceAlgorithm {
  if (proxy.balance === null) return roundRobin;
  const { name, line } = proxy.balance;
  if (name === 'roundrobin' || name === 'static-rr' || name === 'leastconn' || name === 'first') return { kind: name };
  if (name.startsWith('random')) return { kind: 'random', draws: Number(/\d+/.exec(name)?.[0] ?? usualDraws) };
  const part = hashedPart(name, line);
  if (part === null) {
    report.leaveOut(line, `balance hash ${line.word(2)} (roundrobin takes its place)`);
    return roundRobin;
  }
  if (proxy.mode === 'tcp' && !ofConnections.includes(part.kind)) {
    report.warn(
      proxy.line,
      `layer 7 hash not possible for proxy '${proxy.name}' (needs 'mode http'). Falling back to round robin.`,
    );
    return roundRobin;
  }
  return { kind: 'hash', of: part, type: proxy.hashType };
}

/** What there is without a request. */
const ofConnections: readonly HashedPart['kind'][] = ['source', 'address', 'nothing'];

/** `null` = of what the model does not know. */
function hashedPart(name: string, line: ConfigLine): HashedPart | null {
  if (name === 'source') return { kind: 'source' };
  if (name === 'hash') return sampledPart(line.word(2));
  // No simulated request speaks RDP.
  if (name.startsWith('rdp-cookie')) return { kind: 'nothing' };
  if (name === 'url_param') return { kind: 'url_param', name: line.word(2) };
  if (name.startsWith('hdr('))
    return { kind: 'header', name: name.slice('hdr('.length, -1), domainOnly: line.word(2) === 'use_domain_only' };
  if (name !== 'uri') return null;
  const words = line.from(2);
  const number = (word: string) => (words.includes(word) ? lenientInteger(words[words.indexOf(word) + 1] ?? '') : 0);
  return { kind: 'uri', whole: words.includes('whole'), length: number('len'), depth: number('depth') };
}

/** `balance hash src`, `balance hash req.hdr(Host)`: of samples without a converter those that simulated requests have. */
function sampledPart(expression: string): HashedPart | null {
  const [, fetch = '', argument = '', rest = ''] = /^([\w.]+)(?:\(([^)]*)\))?(.*)$/.exec(expression) ?? [];
  if (rest !== '') return null;
  if (fetch === 'src') return { kind: 'address' };
  if (fetch === 'path') return { kind: 'uri', whole: false, length: 0, depth: 0 };
  // Simulated clients ask with a path alone, not with a whole URL.
  if (fetch === 'pathq' || fetch === 'url') return { kind: 'uri', whole: true, length: 0, depth: 0 };
  if (argument === '' || argument.includes(',')) return null;
  if (fetch === 'url_param' || fetch === 'urlp') return { kind: 'url_param', name: argument };
  return fetch === 'hdr' || fetch === 'req.hdr' ? { kind: 'header', name: argument, domainOnly: false } : null;
}
