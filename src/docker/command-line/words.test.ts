import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitWords } from './words.ts';

describe('splitWords', () => {
  it.each([
    ['docker service ls', ['docker', 'service', 'ls']],
    ['  a \t b\n', ['a', 'b']],
    [`a 'b c' "d e"`, ['a', 'b c', 'd e']],
    [`--filter=name='x y'z`, ['--filter=name=x yz']],
    ['a\\ b', ['a b']],
    [`"a\\"b" "c\\d"`, ['a"b', 'c\\d']],
    [`''`, ['']],
    ['a ""', ['a', '']],
    ['a \\\n  b', ['a', 'b']],
    ['a\\\nb', ['ab']],
    ["'$(x)|;'", ['$(x)|;']],
    ['node.labels.a!=b', ['node.labels.a!=b']],
    ['', []],
  ])('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });

  it.each([
    [`a 'b`, "the quote ' at column 3 has no end"],
    ['a "b', 'the quote " at column 3 has no end'],
    ['a \\', 'escapes nothing'],
    ['a | b', "'|' has a meaning in a shell"],
    ['a && b', "'&' has a meaning in a shell"],
    ['a $HOME', "'$' has a meaning in a shell"],
  ])('refuses %j', (text, message) => {
    expect(() => splitWords(text)).toThrow(message);
  });

  it('gives back any words that were put in single quotes', () => {
    const word = fc.string().filter((text) => !text.includes("'"));
    fc.assert(
      fc.property(fc.array(word), (words) => {
        expect(splitWords(words.map((each) => `'${each}'`).join(' '))).toEqual(words);
      }),
      { seed: 3 },
    );
  });
});
