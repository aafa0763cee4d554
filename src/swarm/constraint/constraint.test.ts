import { describe, expect, it } from 'vitest';
import { makeNode } from '../scheduler/testing/make-node.ts';
import { labelOf, matchesConstraints, parseConstraints } from './constraint.ts';

const node = makeNode('n1', {
  hostname: 'Host-1',
  role: 'manager',
  addr: '10.0.0.7',
  labels: { zone: 'A' },
  engineLabels: { disk: 'ssd' },
  platform: { os: 'linux', arch: 'x86_64' },
});

function matches(...expressions: string[]): boolean {
  return matchesConstraints(parseConstraints(expressions), node);
}

describe('parseConstraints', () => {
  it('splits at ==, wherever != stands', () => {
    expect(parseConstraints(['node.labels.a == b'])).toEqual([{ key: 'node.labels.a', operator: '==', value: 'b' }]);
    expect(() => parseConstraints(['a!=b==c'])).toThrow("key 'a!=b' is invalid");
  });

  it.each([
    ['node.role', 'constraint expected one operator from ==, !='],
    ['=='.padStart(3), "key '' is invalid"],
    ['1node==a', "key '1node' is invalid"],
    ['node.role==', "value '' is invalid"],
    ["node.role=='a'", "value ''a'' is invalid"],
    ['node.role==\u00a0é', "value 'é' is invalid"],
  ])('refuses %s in SwarmKit’s words', (expression, message) => {
    expect(() => parseConstraints(['node.id==x', expression])).toThrow(message);
  });
});

describe('matchesConstraints', () => {
  it('compares keys and values without regard to case, label names with', () => {
    expect(matches('NODE.HostName==host-1', 'node.labels.zone==a')).toBe(true);
    expect(matches('node.labels.Zone==a')).toBe(false);
  });

  it('wants all of them', () => {
    expect(matches('node.role==manager', 'node.labels.zone==b')).toBe(false);
  });

  it('takes what is missing for empty', () => {
    expect(matches('engine.labels.rack!=r1')).toBe(true);
    expect(matches('engine.labels.rack==r1')).toBe(false);
  });

  it('matches no node by an unknown key, not even with !=', () => {
    expect(matches('node.colour!=red')).toBe(false);
    expect(matches('node.labels.!=red')).toBe(false);
  });

  it.each([
    ['10.0.0.7', true],
    ['::ffff:10.0.0.7', true],
    ['10.0.0.0/24', true],
    ['10.0.1.0/24', false],
    ['2001:db8::/32', false],
  ])('compares the address with %s', (value, inside) => {
    expect(matches(`node.ip==${value}`)).toBe(inside);
    expect(matches(`node.ip!=${value}`)).toBe(!inside);
  });

  it('matches no node by a malformed address', () => {
    expect(matches('node.ip==10.0.0')).toBe(false);
    expect(matches('node.ip!=10.0.0')).toBe(false);
  });

  it('takes an unknown address for one that is elsewhere', () => {
    const unknown = makeNode('n2', { addr: '' });
    expect(matchesConstraints(parseConstraints(['node.ip!=10.0.0.0/8']), unknown)).toBe(true);
    expect(matchesConstraints(parseConstraints(['node.ip==0.0.0.0/0']), unknown)).toBe(false);
  });
});

describe('labelOf', () => {
  it('reads node and engine labels and nothing else', () => {
    expect(labelOf('Node.Labels.zone')?.(node)).toBe('A');
    expect(labelOf('engine.labels.disk')?.(node)).toBe('ssd');
    expect(labelOf('node.labels.toString')?.(node)).toBe('');
    expect(labelOf('node.hostname')).toBeNull();
  });
});
