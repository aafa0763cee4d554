import { describe, expect, it } from 'vitest';
import { checkHaproxyConfig } from '../check-haproxy-config.ts';
import { blockConditionHolds } from './block-condition.ts';

/** What HAProxy refuses; each `bad N` that is read is refused with its line. */
function problemsOf(...lines: string[]): string[] {
  const text = ['listen web', 'bind :80', 'server s1 10.0.0.1:80', ...lines].join('\n');
  return checkHaproxyConfig(text, { file: 'FILE', version: '2.6.12' }).problems.map(
    ({ line, message }) => `${line}: ${message}`,
  );
}

describe('conditional blocks', () => {
  it.each([
    ['1', true],
    ['0', false],
    ['', false],
    ['defined(HOME)', false],
    ['version_atleast(2.4)', true],
    ['version_before(2.6)', false],
    ['feature(OPENSSL) && !feature(QUIC)', true],
    ['streq("a",a) && (strneq(a,b) || 0)', true],
    ['0 && 1 || 1', true],
  ])('%s', (condition, holds) => {
    expect(blockConditionHolds(condition, '2.6')).toBe(holds);
  });

  it('are read where their condition holds, the first that does', () => {
    const lines = [
      '.if 0',
      'bad',
      '.elif 1',
      'mode http',
      '.if 0',
      'bad',
      '.else',
      'worse',
      '.endif',
      '.elif 1',
      'bad',
    ];
    expect(problemsOf(...lines, '.else', 'bad', '.endif')).toEqual(["11: unknown keyword 'worse' in 'listen' section"]);
  });

  it.each([
    [['.else'], "4: lone '.else' with no matching '.if'."],
    [['.if 1', '.else', '.else', '.endif'], "6: '.else' after '.else' is not permitted."],
    [['.if foo', '.endif'], "4: unparsable conditional expression 'foo'."],
    [['.if 1'], "4: '.if' without a matching '.endif'."],
    [['.alert "too old"'], "4: 'too old'."],
  ])('%j', (lines, problem) => {
    expect(problemsOf(...lines)).toEqual([problem]);
  });
});
