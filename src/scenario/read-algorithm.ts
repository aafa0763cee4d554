import { HaproxyConfigError } from '../haproxy/haproxy-config-error.ts';
import { parseHaproxyConfig } from '../haproxy/parse-config.ts';
import {
  type AlgorithmParameter,
  type BalanceAlgorithm,
  type ComparedKind,
  comparedAlgorithm,
  comparedAlgorithms,
  comparedNames,
  type HashedPart,
  writtenName,
} from '../simulation/vocabulary.ts';
import { suggestion } from './suggest.ts';
import type { WrittenBalancer } from './written/balancer-schema.ts';

/** First words of HAProxy's `balance`. */
const ofHaproxy = ['roundrobin', 'static-rr', 'leastconn', 'first', 'random', 'source', 'uri', 'hdr', 'url_param'];

/** What stands for an algorithm that is refused. */
const instead: BalanceAlgorithm = { kind: 'roundrobin' };

type Refuse = (message: string) => void;

/** One of HAProxy's, as its `balance` line has it, or one of those to compare with, by name or with parameters. */
export function readAlgorithm(written: NonNullable<WrittenBalancer['algorithm']>, refuse: Refuse): BalanceAlgorithm {
  if (typeof written === 'string') return namedAlgorithm(written.trim(), refuse);
  const [kind, ...more] = comparedNames.filter((name) => written[name] !== undefined);
  if (kind !== undefined && more.length === 0) return withParameters(kind, written[kind] ?? {});
  refuse('name one algorithm, such as { power-of-d: { choices: 3 } }');
  return instead;
}

function namedAlgorithm(name: string, refuse: Refuse): BalanceAlgorithm {
  const compared = comparedNames.find((each) => each === name);
  if (compared !== undefined) return comparedAlgorithm(compared);
  const word = /^[^\s(]*/.exec(name)?.[0] ?? '';
  if (ofHaproxy.includes(word)) return haproxysAlgorithm(name, refuse);
  refuse(`"${name}" is no algorithm${suggestion(word, [...ofHaproxy, ...comparedNames])}`);
  return instead;
}

/** In HAProxy's words if it is wrong. */
function haproxysAlgorithm(words: string, refuse: Refuse): BalanceAlgorithm {
  const text = `listen servers\n  mode http\n  bind :80\n  balance ${words}\n`;
  try {
    const { spec } = parseHaproxyConfig(text, {
      ...{ file: '', version: '2.6', name: '', publish: [], startMs: 0 },
    });
    return spec.backends[0]?.algorithm ?? instead;
  } catch (error) {
    if (!(error instanceof HaproxyConfigError)) throw error;
    refuse(error.problems.map(({ message }) => message).join('; '));
    return instead;
  }
}

function withParameters(kind: ComparedKind, written: Readonly<Record<string, unknown>>): BalanceAlgorithm {
  const parameters: Readonly<Record<string, AlgorithmParameter>> = comparedAlgorithms[kind].parameters;
  const given = Object.keys(parameters).filter((name) => written[writtenName(name)] !== undefined);
  return comparedAlgorithm(kind, Object.fromEntries(given.map((name) => [name, written[writtenName(name)]])));
}

/** `source`, `path`, `hdr(NAME)` or `url_param(NAME)`; `null` = refused. */
export function readHashedPart(written: string, refuse: Refuse): HashedPart | null {
  if (written === 'source') return { kind: 'source' };
  if (written === 'path') return { kind: 'uri', whole: false, length: 0, depth: 0 };
  const [, what, name = ''] = /^(hdr|url_param)\(([^()\s]+)\)$/.exec(written) ?? [];
  if (what === 'hdr') return { kind: 'header', name: name.toLowerCase(), domainOnly: false };
  if (what === 'url_param') return { kind: 'url_param', name };
  refuse(`"${written}": expected source, path, hdr(NAME) or url_param(NAME)${suggestion(written, ['source', 'path'])}`);
  return null;
}
