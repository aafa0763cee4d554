import { describe, expect, it } from 'vitest';
import { coverageOfMeans } from '../../bench/coverage-study/means.ts';
import { comparisonsOfPlacements } from '../../bench/coverage-study/placements.ts';
import type { StudyRow } from '../../bench/coverage-study/study-row.ts';

/**
 * The coverage study in short: few comparisons, so bounds as wide as chance is with them (3.3 standard deviations), and few
 * replications. Its long form is `npm run coverage-study`.
 */
function expectWithinChance({ what, hits, comparisons, claim: { expected } }: StudyRow): void {
  const chance = 3.3 * Math.sqrt((expected * (1 - expected)) / comparisons);
  expect(Math.abs(hits / comparisons - expected), what).toBeLessThan(chance);
}

describe('intervals of 95 %', () => {
  it('cover what theory says of an M/M/1, and of the difference of two', () => {
    for (const row of coverageOfMeans(80, [5])) expectWithinChance(row);
  }, 120_000);

  it('cover what enumeration says of placements, and do not tell equals apart', () => {
    for (const row of comparisonsOfPlacements(40, [6])) expectWithinChance(row);
  }, 120_000);
});
