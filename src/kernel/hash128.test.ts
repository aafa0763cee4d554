import { describe, expect, it } from 'vitest';
import { hash128 } from './hash128.ts';

describe('hash128', () => {
  it.each([
    ['', '00000000000000000000000000000000'],
    ['The quick brown fox jumps over the lazy dog', '2f1583c3ecee2c675d7bf66ce5e91d2c'],
    ["I will not buy this tobacconist's, it is scratched.", '9b5b7ba2ef3f7866889adeaf00f3f98e'],
  ])('agrees with published values of MurmurHash3 x86_128: %j', (text, expected) => {
    expect(
      hash128(text)
        .map((word) => word.toString(16).padStart(8, '0'))
        .join(''),
    ).toBe(expected);
  });

  it('a short text leaves lanes equal only when they start equal', () => {
    expect(new Set(hash128('a')).size).toBeLessThan(4);
    expect(new Set(hash128('a', [1, 2, 3, 4])).size).toBe(4);
  });

  it('changes about half of the bits when one bit of the text changes', () => {
    let flipped = 0;
    let texts = 0;
    for (let i = 0; i < 500; i++) {
      const one = hash128(`${i}:client`);
      const other = hash128(`${i}:clienu`);
      one.forEach((word, lane) => {
        flipped += ones(word ^ other[lane]!);
      });
      texts++;
    }
    expect(flipped / texts / 128).toBeCloseTo(0.5, 2);
  });
});

function ones(word: number): number {
  return (word >>> 0).toString(2).replaceAll('0', '').length;
}
