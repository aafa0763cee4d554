import { describe, expect, it } from 'vitest';
import { splitWords } from './words.ts';

const textsOf = (line: string) => splitWords(line).map(({ text }) => text);

describe('splitWords', () => {
  // Each as haproxy 2.6 repeats the word in "unknown keyword '…'".
  it.each([
    ['  bind\t*:80  # a comment', ['bind', '*:80']],
    ['a#b', ['a']],
    [String.raw`zz\ a b`, ['zz a', 'b']],
    ['zz"a b" c', ['zza b', 'c']],
    [String.raw`zz'a\ b'`, [String.raw`zza\ b`]],
    [String.raw`zz\#x #y`, ['zz#x']],
    [String.raw`zz\x41b`, ['zzAb']],
    [String.raw`zz\d`, [String.raw`zz\d`]],
    [String.raw`zz\ttab`, ['zz\ttab']],
    [String.raw`zz"\$HOME"`, ['zz$HOME']],
    ['zz"$NOPE"x', ['zzx']],
    [`"zz${'$'}{A}"`, ['zz']],
    ['"" x', ['', 'x']],
    ['   # nothing', []],
  ])('splits %s', (line, words) => {
    expect(textsOf(line)).toEqual(words);
  });

  it('tells where each word begins', () => {
    expect(splitWords('  server "s 1"  a:80').map(({ column }) => column)).toEqual([3, 10, 17]);
  });

  it.each([
    ['  zz"abc', 'unmatched quote at position 5:\n  zz"abc\n    ^'],
    [String.raw`  aaa\x4`, 'truncated or invalid hexadecimal sequence at position 6:\n  aaa\\x4\n     ^'],
    ['  "zz${A"', 'unmatched brace in environment variable name at position 7:\n  "zz${A"\n      ^'],
  ])('refuses %s as HAProxy does', (line, message) => {
    expect(() => splitWords(line)).toThrow(expect.objectContaining({ name: 'WordError', message }));
  });
});
