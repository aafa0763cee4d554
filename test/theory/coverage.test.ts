import { join } from 'node:path';
import { Piscina } from 'piscina';
import { afterAll, describe, expect, it } from 'vitest';
import type { StudyRow } from '../../bench/coverage-study/study-row.ts';
import { built } from '../built.ts';
import type { Study } from './coverage-thread.ts';

const threads = new Piscina<Study, readonly StudyRow[]>({
  filename: join(built('coverage', 'test/theory/coverage-thread.ts'), 'coverage-thread.js'),
  maxThreads: 2,
});
afterAll(() => threads.destroy());

/**
 * The coverage study in short: few comparisons, so bounds as wide as chance is with them (3.3 standard deviations), and few
 * replications. Its long form is `npm run coverage-study`.
 */
function expectWithinChance(rows: readonly StudyRow[]): void {
  expect(rows).not.toEqual([]);
  for (const { what, hits, comparisons, claim } of rows) {
    const chance = 3.3 * Math.sqrt((claim.expected * (1 - claim.expected)) / comparisons);
    expect(Math.abs(hits / comparisons - claim.expected), what).toBeLessThan(chance);
  }
}

describe.concurrent('intervals of 95 %', () => {
  it('cover what theory says of an M/M/1, and of the difference of two', async () => {
    expectWithinChance(await threads.run({ of: 'means', comparisons: 80, replications: [5] }));
  }, 120_000);

  it('cover what enumeration says of placements, and do not tell equals apart', async () => {
    expectWithinChance(await threads.run({ of: 'placements', comparisons: 40, replications: [6] }));
  }, 120_000);
});
