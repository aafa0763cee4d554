import { describe, expect, it } from 'vitest';
import { InputError } from './input-error.ts';
import { YamlText } from './yaml-text.ts';

const place = (line: number, column: number) => ({ file: 'a.yaml', line, column });

describe('the place of a value', () => {
  const text = new YamlText(
    'a.yaml',
    [
      'name: x',
      'base: &base { delay: 1s, list: [a, b] }',
      'own: { <<: *base, size: 3 }',
      'again: *base',
      'spread:',
      '  - name: one',
      '    deep:',
      '      deeper: 1',
      'nothing:',
    ].join('\n'),
  );

  it.each([
    ['a value', ['name'], 1, 7],
    ['a value in a flow', ['base', 'list', 1], 2, 36],
    ['a value that is merged in', ['own', 'delay'], 2, 22],
    ['a value behind an alias', ['again', 'delay'], 2, 22],
    ['what is spread over lines: its key', ['spread'], 5, 1],
    ['an item of a list that is spread over lines', ['spread', 0], 6, 5],
    ['a deep value', ['spread', 0, 'deep', 'deeper'], 8, 15],
    ['nothing: its key', ['nothing'], 9, 1],
    ['what is not there: its surroundings', ['own', 'memory', 'unit'], 3, 6],
  ])('%s', (_, path, line, column) => {
    expect(text.placeOf(path)).toEqual(place(line, column));
  });

  it('of a key', () => {
    expect(text.placeOfKey(['own', 'size'])).toEqual(place(3, 19));
  });
});

describe('the place of a character', () => {
  it.each([
    ['plain', 'a: one two', 1, 8],
    ['quoted', 'a: "one two"', 1, 9],
    ['on a line of its own', 'a: >\n  one two\n', 2, 7],
    ['folded: where it begins', 'a: "one\n  two"', 1, 4],
  ])('in text that is %s', (_, text, line, column) => {
    expect(new YamlText('a.yaml', text).placeWithin(['a'], 4)).toEqual(place(line, column));
  });
});

describe('what text is taken as it stands', () => {
  it.each([
    ['v: 2.0', '2.0'],
    ['v: "2.0"', '2.0'],
    ['v: 1e3', '1e3'],
    ['v: 0x10', '0x10'],
  ])('%s', (text, as) => {
    expect(new YamlText('a.yaml', text).textOf(['v'])).toBe(as);
  });

  it('nothing of what is not there', () => {
    expect(new YamlText('a.yaml', 'v: [1]').textOf(['v'])).toBeNull();
    expect(new YamlText('a.yaml', 'v: 1').textOf(['w'])).toBeNull();
  });
});

describe('a file from Windows', () => {
  it('has its lines and columns', () => {
    const text = new YamlText('a.yaml', 'name: x\r\nsize: 3\r\n');
    expect(text.toData()).toEqual({ name: 'x', size: 3 });
    expect(text.placeOf(['size'])).toEqual(place(2, 7));
  });
});

describe('a file that means harm', () => {
  it('is refused when it expands itself', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i}, `.repeat(9)}*l${i}]`);
    const text = new YamlText('a.yaml', ['l0: &l0 [x]', ...levels].join('\n'));
    expect(() => text.toData()).toThrow('expand to far too much');
  });

  it('is refused when it is nested without end', () => {
    expect(() => new YamlText('a.yaml', '['.repeat(100_000))).toThrow(InputError);
  });

  it('may have names that objects have', () => {
    expect(new YamlText('a.yaml', 'constructor: 1\ntoString: 2').toData()).toEqual({ constructor: 1, toString: 2 });
  });
});

it('aliases may be many', () => {
  const uses = Array.from({ length: 300 }, (_, i) => `k${i}: { <<: *base, size: ${i} }`);
  const data = new YamlText('a.yaml', ['base: &base { a: 1, b: [2] }', ...uses].join('\n')).toData();
  expect(data).toMatchObject({ k299: { a: 1, b: [2], size: 299 } });
});
