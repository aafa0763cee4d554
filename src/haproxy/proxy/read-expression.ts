import { isOnMachine } from '../grammar/machine-files.ts';
import { lenientInteger } from '../grammar/timer.ts';
import { aclKeywords, converters, sampleFetches } from '../keywords/samples.ts';
import { looksLikeBadAddress } from '../server/address.ts';
import type { AnsweringServer, Condition } from './condition.ts';
import { requestCondition } from './request-sample.ts';

/** A rule that HAProxy refuses, in its words. */
export class RuleError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'RuleError';
  }
}

interface Sample {
  readonly fetch: string;
  /** In brackets behind it. */
  readonly argument: string;
  readonly converted: boolean;
}

const integerFetch = /(?:^|[._])(?:id|cnt|conn|port|val|rate|free|queue|int|rand|date|nbsrv|connslots|len)$/;
const addressFetch = /^(?:src|dst)$|_ip$/;
const matchings = 'found bool int ip bin len str beg sub dir dom end reg'.split(' ');
const comparisons: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  eq: (a, b) => a === b,
  ge: (a, b) => a >= b,
  gt: (a, b) => a > b,
  le: (a, b) => a <= b,
  lt: (a, b) => a < b,
};

/**
 * `srv_id 1`, `path_beg -i /api`: a sample, flags, patterns of which one must match.
 *
 * @throws {RuleError}
 */
export function readExpression(words: readonly string[]): Condition {
  const [text = ''] = words;
  if (text === '') throw new RuleError("missing fetch method in ACL expression ''.");
  const sample = readSample(
    text,
    (problem) => `${problem} in ACL expression '${text}'.`,
    `ACL keyword '${text.split(/[(,]/)[0]}' : `,
  );
  const { flags, patterns, matching } = readFlags(words.slice(1));
  if (sample.fetch === 'var' && matching === null && patterns.length > 0)
    throw new RuleError(
      "matching method must be specified first (using '-m') when using a sample fetch of this type ('var').",
    );
  const isInteger = matching === 'int' || (matching === null && integerFetch.test(sample.fetch) && !sample.converted);
  if (isInteger) checkIntegers(patterns);
  if (addressFetch.test(sample.fetch) && matching === null) checkAddresses(patterns);
  if (matching === 'reg' || sample.fetch.endsWith('_reg')) checkRegularExpressions(patterns);
  return meaning(sample, patterns, flags, matching);
}

/**
 * Checks the name of a sample fetch and of the converters behind it.
 *
 * @throws {RuleError}
 */
export function readSample(text: string, unknown: (problem: string) => string, before: string): Sample {
  const fetch = /^[^(,]*/.exec(text)?.[0] ?? '';
  if (!sampleFetches.includes(fetch) && !aclKeywords.includes(fetch)) {
    throw new RuleError(unknown(`unknown fetch method '${fetch}'`));
  }
  const rest = text.slice(fetch.length);
  if (rest.startsWith('(') && !rest.includes(')')) throw new RuleError(`${before}expected ')'.`);
  const chain = rest
    .replace(/^\([^)]*\)/, '')
    .split(',')
    .slice(1);
  for (const word of chain) {
    const name = word.split('(')[0] ?? '';
    if (!/^[\w.-]+$/.test(name)) continue;
    if (!converters.includes(name))
      throw new RuleError(`${before}unknown converter '${name}'${before.startsWith('ACL') ? '.' : ''}.`);
  }
  return { fetch, argument: /^\(([^)]*)\)/.exec(rest)?.[1] ?? '', converted: chain.length > 0 };
}

function readFlags(words: readonly string[]): { flags: string[]; patterns: string[]; matching: string | null } {
  const flags: string[] = [];
  let matching: string | null = null;
  let index = 0;
  for (; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (word === '--') {
      index += 1;
      break;
    }
    if (!/^-[imMnuf]$/.test(word)) {
      checkOption(word);
      break;
    }
    flags.push(word);
    if (word === '-i' || word === '-M' || word === '-n') continue;
    index += 1;
    const value = words[index] ?? '';
    if (word === '-f' && !isOnMachine(value)) throw new RuleError(`failed to open pattern file <${value}>.`);
    if (word === '-m') matching = value;
  }
  if (matching !== null && !matchings.includes(matching))
    throw new RuleError(`unknown matching method '${matching}' when parsing ACL expression.`);
  return { flags, patterns: words.slice(index), matching };
}

/** A pattern may not look like an option that there is not; a negative number may. */
function checkOption(word: string): void {
  if (!/^-[^\d]/.test(word)) return;
  throw new RuleError(`'${word}' is not a valid ACL option. Please use '--' before any pattern beginning with a '-'.`);
}

function checkIntegers(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    if (comparisons[pattern] === undefined && !/^-?\d*(?::-?\d*)?$/.test(pattern))
      throw new RuleError(`'${pattern}' is not a number.`);
  }
}

function checkAddresses(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    const [address = '', mask = '0', ...more] = pattern.split('/');
    const bits = address.includes(':') ? 128 : 32;
    const good = address.includes(':')
      ? /^[\da-fA-F:.]+$/.test(address)
      : /^\d[\d.]*$/.test(address) && !looksLikeBadAddress(address);
    if (!good || more.length > 0 || (/^\d+$/.test(mask) && Number(mask) > bits))
      throw new RuleError(`'${pattern}' is not a valid IPv4 or IPv6 address.`);
  }
}

function checkRegularExpressions(patterns: readonly string[]): void {
  for (const pattern of patterns) {
    try {
      new RegExp(pattern);
    } catch {
      throw new RuleError(`regex '${pattern}' is invalid.`);
    }
  }
}

function meaning(
  sample: Sample,
  patterns: readonly string[],
  flags: readonly string[],
  matching: string | null,
): Condition {
  if (sample.fetch === 'always_true') return { kind: 'always' };
  if (sample.fetch === 'always_false') return { kind: 'never' };
  if (sample.converted || flags.includes('-f')) return { kind: 'unknown' };
  if (sample.fetch === 'srv_id' && (matching === null || matching === 'int'))
    return { kind: 'server', holds: ({ id }) => matchesInteger(id, patterns) };
  if (sample.fetch === 'srv_name' && (matching === null || matching === 'str')) {
    const fold = (text: string) => (flags.includes('-i') ? text.toLowerCase() : text);
    const names = patterns.map(fold);
    return { kind: 'server', holds: ({ name }: AnsweringServer) => names.includes(fold(name)) };
  }
  const { fetch, argument } = sample;
  const asked = requestCondition({ fetch, argument }, patterns, flags.includes('-i'), matching);
  return asked === null ? { kind: 'unknown' } : { kind: 'request', of: asked };
}

/** `1 2`, `3:5`, `gt 4`: a comparison holds for the numbers after it. */
function matchesInteger(value: number, patterns: readonly string[]): boolean {
  let compare = comparisons.eq!;
  for (const pattern of patterns) {
    const comparison = comparisons[pattern];
    if (comparison !== undefined) compare = comparison;
    else {
      const [low = '', high] = pattern.split(':');
      if (high === undefined ? compare(value, lenientInteger(low)) : inRange(value, low, high)) return true;
    }
  }
  return false;
}

function inRange(value: number, low: string, high: string): boolean {
  return (low === '' || value >= lenientInteger(low)) && (high === '' || value <= lenientInteger(high));
}
