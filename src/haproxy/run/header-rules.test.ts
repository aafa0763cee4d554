import { describe, expect, it } from 'vitest';
import { ConfigLine } from '../grammar/config-line.ts';
import { Report } from '../grammar/report.ts';
import { splitWords } from '../grammar/words.ts';
import type { HeaderRule } from '../proxy/proxy.ts';
import { readWhen } from '../proxy/read-condition.ts';
import { toResponseHeaders } from './header-rules.ts';

const servers = [
  { id: 7, name: 'a' },
  { id: 2, name: 'b' },
];

/** `set X-Who %s if { srv_id 1 }` */
function rule(text: string): HeaderRule {
  const line = new ConfigLine(1, splitWords(`http-response ${text}`));
  const condition = readWhen(line.from(4), new Map());
  return { line, action: line.word(1) as HeaderRule['action'], name: line.word(2), value: line.word(3), condition };
}

function headers(...rules: string[]) {
  const report = new Report();
  const found = toResponseHeaders(rules.map(rule), servers, 'web', report);
  const texts = found.map(({ name, value, ifServerId }) => `${ifServerId ?? 'all'} ${name}: ${value}`);
  return { texts, leftOut: report.notModelled.map(({ message }) => message) };
}

describe('toResponseHeaders', () => {
  it.each([
    [['add X y'], ['all X: y']],
    [['set X %b/%s'], ['7 X: web/a', '2 X: web/b']],
    [
      ['add X first if { srv_id 7 }', 'add X second if { srv_id 1 }', 'add Y named if { srv_name b }'],
      ['7 X: first', '2 Y: named'],
    ],
    [
      ['add X 1', 'add X 2'],
      ['all X: 1', 'all X: 2'],
    ],
    [['add X 1', 'set x 2'], ['all x: 2']],
    [['add X 1', 'delete X', 'add Y 2'], ['all Y: 2']],
    [
      ['add X 1', 'set X 2 unless { srv_id 7 }'],
      ['7 X: 1', '2 X: 2'],
    ],
    [['add X 1 if FALSE'], []],
  ])('%j', (rules, wanted) => {
    expect(headers(...rules)).toEqual({ texts: wanted, leftOut: [] });
  });

  it('leaves out, and tells of, rules on what simulated requests do not have', () => {
    const { texts, leftOut } = headers('add X 1 if { path_beg /x }', 'add Client %ci', 'add Y 2');
    expect(texts).toEqual(['all Y: 2']);
    expect(leftOut).toHaveLength(2);
  });
});
