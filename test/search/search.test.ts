import { describe, expect, it } from 'vitest';
import { Occurrences } from './occurrences.ts';
import { report, search } from './search.ts';

/** In parts, so that a failure is known before the end. Together 2,000. */
const seeds = [20_261_101, 20_261_102, 20_261_103, 20_261_104] as const;
const runs = 500;
const timeoutMs = 300_000;

describe('random scenarios', () => {
  const met = new Occurrences();

  it.each(seeds)('keep all invariants, and run the same again: seed %i', { timeout: timeoutMs }, (seed) => {
    const finding = search({ runs, seed, played: (result) => met.add(result) });
    expect(finding, finding === null ? '' : report(finding, seed)).toBe(null);
  });

  it('show everything that there is to be seen', () => {
    const never = [...met.runs].filter(([, found]) => found === 0).map(([kind]) => kind);
    expect(never).toEqual([]);
  });
});
