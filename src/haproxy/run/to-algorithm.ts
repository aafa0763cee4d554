import type { BalanceAlgorithm, HashedPart } from '../../traffic/spec.ts';
import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import type { ProxySection } from '../proxy/proxy.ts';

const usualDraws = 2;
const roundRobin: BalanceAlgorithm = { kind: 'roundrobin' };

/** `balance`, `hash-type` and `hash-balance-factor` of a backend. What the model does not have is added to the report's alerts. */
export function toAlgorithm(proxy: ProxySection, report: Report): BalanceAlgorithm {
  if (proxy.balance === null) return roundRobin;
  const { name, line } = proxy.balance;
  if (name === 'roundrobin' || name === 'static-rr' || name === 'leastconn' || name === 'first') return { kind: name };
  if (name.startsWith('random')) return { kind: 'random', draws: Number(/\d+/.exec(name)?.[0] ?? usualDraws) };
  const part = hashedPart(name, line);
  if (part === null) {
    const modelled = 'roundrobin, static-rr, leastconn, first, random, source, uri, url_param and hdr';
    report.alert(line, `balance ${name} is not modelled; modelled are ${modelled}`, 1);
    return roundRobin;
  }
  if (proxy.mode === 'tcp' && part.kind !== 'source') {
    report.warn(
      proxy.line,
      `layer 7 hash not possible for proxy '${proxy.name}' (needs 'mode http'). Falling back to round robin.`,
    );
    return roundRobin;
  }
  return { kind: 'hash', of: part, type: proxy.hashType };
}

function hashedPart(name: string, line: ConfigLine): HashedPart | null {
  if (name === 'source') return { kind: 'source' };
  if (name === 'url_param') return { kind: 'url_param', name: line.word(2) };
  if (name.startsWith('hdr('))
    return { kind: 'header', name: name.slice('hdr('.length, -1), domainOnly: line.word(2) === 'use_domain_only' };
  if (name !== 'uri') return null;
  const words = line.from(2);
  const number = (word: string) => (words.includes(word) ? lenientInteger(words[words.indexOf(word) + 1] ?? '') : 0);
  return { kind: 'uri', whole: words.includes('whole'), length: number('len'), depth: number('depth') };
}
