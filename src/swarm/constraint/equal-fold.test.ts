import { describe, expect, it } from 'vitest';
import { equalFold } from './equal-fold.ts';

describe('equalFold', () => {
  it.each([
    ['Zone', 'zONE'],
    ['σίσυφος', 'ΣΊΣΥΦΟΣ'],
    ['\u212a', 'k'],
    ['ſ', 'S'],
  ])('takes %s for %s', (a, b) => {
    expect(equalFold(a, b)).toBe(true);
  });

  it.each([
    ['ß', 'ss'],
    ['a[', 'a{'],
    ['zone', 'zones'],
    ['a', 'b'],
    ['é', 'e'],
  ])('tells %s from %s', (a, b) => {
    expect(equalFold(a, b)).toBe(false);
  });
});
