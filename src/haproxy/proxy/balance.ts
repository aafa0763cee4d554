import type { ConfigLine } from '../grammar/config-line.ts';
import type { Report } from '../grammar/report.ts';
import { lenientInteger } from '../grammar/timer.ts';
import type { ProxySection } from './proxy.ts';
import { RuleError, readSample } from './read-expression.ts';

const unknownAlgorithm =
  "balance only supports 'roundrobin', 'static-rr', 'leastconn', 'source', 'uri', 'url_param', 'hdr(name)' and 'rdp-cookie(name)' options.";

/** `balance ALGORITHM …` (haproxy 2.6: src/backend.c, `backend_parse_balance`). */
export function readBalance(line: ConfigLine, proxy: ProxySection, report: Report): void {
  const name = line.word(1);
  const problem = problemWith(name, line);
  if (problem !== null) report.alert(line, problem, 1);
  else proxy.balance = { name: name === '' ? 'roundrobin' : name, line };
}

function problemWith(name: string, line: ConfigLine): string | null {
  if (['', 'roundrobin', 'static-rr', 'leastconn', 'first', 'source'].includes(name)) {
    return name === '' && line.negated ? unknownAlgorithm : null;
  }
  if (name === 'uri') return uriProblem(line);
  if (name === 'url_param') return parameterProblem(line);
  if (name === 'hash') return hashProblem(line);
  if (name.startsWith('hdr(')) return headerProblem(name, line);
  if (name === 'random' || name.startsWith('random(')) return randomProblem(name.slice('random'.length));
  if (name.startsWith('rdp-cookie')) return cookieProblem(name.slice('rdp-cookie'.length));
  return unknownAlgorithm;
}

function uriProblem(line: ConfigLine): string | null {
  for (let index = 2; index < line.length; index += 1) {
    const word = line.word(index);
    if (word === 'whole' || word === 'path-only') continue;
    if (word !== 'len' && word !== 'depth')
      return `balance uri only accepts parameters 'len', 'depth', 'path-only', and 'whole' (got '${word}').`;
    index += 1;
    if (lenientInteger(line.word(index)) <= 0)
      return `balance uri : '${word}' expects a positive integer (got '${line.word(index)}').`;
  }
  return null;
}

function parameterProblem(line: ConfigLine): string | null {
  if (line.word(2) === '') return 'balance url_param requires an URL parameter name.';
  const modifier = line.word(3);
  if (modifier === '' || modifier === 'check_post') return null;
  return `balance url_param only accepts 'check_post' modifier (got '${modifier}').`;
}

function headerProblem(name: string, line: ConfigLine): string | null {
  const header = /^hdr\(([^)]*)\)/.exec(name)?.[1] ?? '';
  if (header === '') return 'balance hdr requires an http header field name.';
  const modifier = line.word(2);
  if (modifier === '' || modifier === 'use_domain_only') return null;
  return `balance hdr(${header}) only accepts 'use_domain_only' modifier (got '${modifier}').`;
}

function hashProblem(line: ConfigLine): string | null {
  const expression = line.word(2);
  if (expression === '') return 'balance hash requires a sample expression.';
  try {
    readSample(expression, (problem) => `${problem}.`, '');
    return null;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return `failed to parse 'balance hash' expression '${expression}' in : ${error.message}`;
  }
}

function randomProblem(argument: string): string | null {
  if (argument === '') return null;
  const [, draws = '', rest = ''] = /^\(\s*([+-]?\d*)(.*)$/.exec(argument) ?? [];
  if (!argument.includes(')')) return 'balance random : missing closing parenthesis.';
  if (rest[0] !== ')') return `balance random : unexpected character '${rest[0]}' after argument.`;
  return Number(draws) >= 1 ? null : 'balance random : number of draws must be at least 1.';
}

function cookieProblem(argument: string): string | null {
  if (argument === '') return null;
  if (!argument.startsWith('(') || !argument.includes(')')) return 'balance rdp-cookie : missing cookie name.';
  return argument === '()' ? 'balance rdp-cookie : missing cookie name.' : null;
}
