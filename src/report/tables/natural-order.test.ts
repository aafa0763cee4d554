import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNatural } from './natural-order.ts';

const names = fc.stringMatching(/^[a-b0-1]{0,6}$/);

describe('compareNatural', () => {
  it('counts as people do', () => {
    expect(['node-10', 'node-2', 'a', 'node-1', 'Z', 'node'].sort(compareNatural)).toEqual([
      'Z',
      'a',
      'node',
      'node-1',
      'node-2',
      'node-10',
    ]);
  });

  it('is the same whichever name comes first, and 0 for equal names only', () => {
    fc.assert(
      fc.property(names, names, (a, b) => {
        expect(Math.sign(compareNatural(a, b)) + Math.sign(compareNatural(b, a))).toBe(0);
        expect(compareNatural(a, b) === 0).toBe(a === b);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('is transitive', () => {
    fc.assert(
      fc.property(names, names, names, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort(compareNatural) as [string, string, string];
        expect(compareNatural(x, y) <= 0 && compareNatural(y, z) <= 0 && compareNatural(x, z) <= 0).toBe(true);
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});
