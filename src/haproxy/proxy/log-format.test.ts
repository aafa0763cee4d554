import { describe, expect, it } from 'vitest';
import { formatFor, readLogFormat } from './log-format.ts';
import { RuleError } from './read-expression.ts';

const server = { id: 7, name: 'node1' };
const formatted = (text: string) => formatFor(readLogFormat(text), server, 'web');

describe('a log format', () => {
  it.each([
    ['node1', 'node1'],
    ['%b/%s', 'web/node1'],
    ['%[srv_id]-%[srv_name]', '7-node1'],
    ['100%%', '100%'],
  ])('%s gives %s', (text, value) => {
    expect(formatted(text)).toBe(value);
  });

  it('is not known where it shows what the model has not', () => {
    expect(formatted('%s at %ci')).toBeNull();
  });

  it.each([
    ['%foo', "no such format variable 'foo'. If you wanted to emit the '%' character verbatim, you need to use '%%'."],
    ['%', "truncated line after '%'."],
    ['%[srv_id', "missing ']' after 'srv_id'."],
  ])('refuses %s', (text, message) => {
    expect(() => readLogFormat(text)).toThrow(new RuleError(message));
  });
});
