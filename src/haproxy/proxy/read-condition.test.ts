import { describe, expect, it } from 'vitest';
import { type Condition, decide } from './condition.ts';
import { readCondition, readWhen } from './read-condition.ts';
import { RuleError, readExpression } from './read-expression.ts';

const first = { id: 1, name: 'node1' };
const second = { id: 2, name: 'node2' };
const none: ReadonlyMap<string, readonly Condition[]> = new Map();

function decided(text: string, server = first): boolean | null {
  const condition = readWhen(text.split(' '), new Map([['isFirst', [readExpression(['srv_id', '1'])]]]));
  if (condition === null) throw new Error(`no condition in ${text}`);
  return decide(condition, server);
}

describe('readWhen', () => {
  it.each([
    ['if { srv_id 1 }', true, false],
    ['unless { srv_id 1 }', false, true],
    ['if !{ srv_id 1 }', false, true],
    ['if ! { srv_id 1 }', false, true],
    ['if { srv_id 1 2 }', true, true],
    ['if { srv_id gt 1 }', false, true],
    ['if { srv_id 2:5 }', false, true],
    ['if { srv_name node2 }', false, true],
    ['if { srv_name -i NODE1 }', true, false],
    ['if isFirst', true, false],
    ['if isFirst or { srv_id 2 }', true, true],
    ['if isFirst || { srv_id 2 }', true, true],
    ['if isFirst { srv_id 2 }', false, false],
    ['if TRUE', true, true],
    ['if FALSE or !FALSE', true, true],
  ])('%s', (text, forFirst, forSecond) => {
    expect([decided(text, first), decided(text, second)]).toEqual([forFirst, forSecond]);
  });

  it('does not decide by what the model has not, unless the rest decides', () => {
    expect(decided('if { path_beg /api }')).toBeNull();
    expect(decided('if { path_beg /api } FALSE')).toBe(false);
    expect(decided('if { path_beg /api } or TRUE')).toBe(true);
    expect(decided('if METH_GET')).toBeNull();
  });

  it('is no condition without words', () => {
    expect(readWhen([], none)).toBeNull();
  });

  it.each([
    ['nope', "no such ACL : 'nope'."],
    ['{ srv_id 1', "missing closing '}' in condition."],
    ['{ foo 1 }', "unknown fetch method 'foo' in ACL expression 'foo'."],
    ['{ srv_id x }', "'x' is not a number."],
  ])('refuses %s', (text, message) => {
    expect(() => readCondition(text.split(' '), none)).toThrow(new RuleError(message));
  });
});
