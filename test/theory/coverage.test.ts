import { describe, expect, it } from 'vitest';
import { coverageOfMeans } from '../../bench/coverage-study/means.ts';
import { comparisonsOfPlacements } from '../../bench/coverage-study/placements.ts';
import type { StudyRow } from '../../bench/coverage-study/study-row.ts';

/**
 * The coverage study in short: few comparisons, so bounds as wide as chance is with them (3.3 standard deviations), and few
 * replications. Its long form is `npm run coverage-study`.
 */
function expectWithinChance({ what, hits, comparisons, allowed }: StudyRow): void {
  const expected = allowed?.[0] === 0 ? 0.05 : 0.95;
  const chance = 3.3 * Math.sqrt((0.95 * 0.05) / comparisons);
  if (expected === 0.95) expect(hits / comparisons, what).toBeGreaterThan(expected - chance);
  else expect(hits / comparisons, what).toBeLessThan(expected + chance);
}

describe('intervals of 95 %', () => {
  it('cover what theory says of an M/M/1, and of the difference of two', () => {
    for (const row of coverageOfMeans(80, [5])) expectWithinChance(row);
  });

  it('cover what enumeration says of placements, and do not tell equals apart', () => {
    for (const row of comparisonsOfPlacements(40, [6])) expectWithinChance(row);
  });
});
