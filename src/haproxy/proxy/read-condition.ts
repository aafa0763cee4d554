import type { Condition } from './condition.ts';
import { RuleError, readExpression } from './read-expression.ts';

/** Conditions that are there without being declared (haproxy 2.6: src/acl.c, `default_acl_list`). */
const builtIn: ReadonlyMap<string, Condition> = new Map([
  ['TRUE', { kind: 'always' }],
  ['FALSE', { kind: 'never' }],
  ...'CONNECT DELETE GET HEAD OPTIONS POST PUT TRACE'
    .split(' ')
    .map((name): [string, Condition] => [`METH_${name}`, methodIs(name === 'GET' ? ['GET', 'HEAD'] : [name])]),
  ...[
    'LOCALHOST HTTP HTTP_1.0 HTTP_1.1 HTTP_2.0 HTTP_3.0 HTTP_CONTENT HTTP_URL_ABS HTTP_URL_SLASH HTTP_URL_STAR',
    'RDP_COOKIE REQ_CONTENT WAIT_END',
  ]
    .join(' ')
    .split(' ')
    .map((name): [string, Condition] => [name, { kind: 'unknown' }]),
] as const);

function methodIs(values: readonly string[]): Condition {
  return { kind: 'request', of: { kind: 'method', match: 'str', values, ignoresCase: false } };
}

/**
 * The words after `if` or `unless`: ACLs by name or in braces, `!` before them, all of them needed, `or` between alternatives.
 *
 * @throws {RuleError}
 */
export function readCondition(words: readonly string[], acls: ReadonlyMap<string, readonly Condition[]>): Condition {
  const alternatives: Condition[][] = [[]];
  let index = 0;
  while (index < words.length) {
    const word = words[index] ?? '';
    index += 1;
    if (word === 'or' || word === '||') {
      alternatives.push([]);
      continue;
    }
    const name = word.replace(/^!+/, '');
    // `! name`: the exclamation mark stands alone.
    if (name === '') {
      words = [...words.slice(0, index), `!${words[index] ?? ''}`, ...words.slice(index + 1)];
      continue;
    }
    let condition: Condition;
    if (name === '{') {
      const end = words.indexOf('}', index);
      if (end < 0) throw new RuleError("missing closing '}' in condition.");
      condition = readExpression(words.slice(index, end));
      index = end + 1;
    } else condition = named(name, acls);
    const negated = (word.length - name.length) % 2 === 1;
    alternatives.at(-1)?.push(negated ? { kind: 'not', of: condition } : condition);
  }
  return { kind: 'any', of: alternatives.map((of) => ({ kind: 'all', of })) };
}

function named(name: string, acls: ReadonlyMap<string, readonly Condition[]>): Condition {
  const declared = acls.get(name);
  if (declared !== undefined) return { kind: 'any', of: declared };
  const given = builtIn.get(name);
  if (given === undefined) throw new RuleError(`no such ACL : '${name}'.`);
  return given;
}

/** `if` or `unless` and what follows; `null` = no condition. */
export function readWhen(words: readonly string[], acls: ReadonlyMap<string, readonly Condition[]>): Condition | null {
  if (words.length === 0) return null;
  const condition = readCondition(words.slice(1), acls);
  return words[0] === 'unless' ? { kind: 'not', of: condition } : condition;
}
