// What the threads run on which the coverage study is made.
import '../../src/cli/inline-more.ts';
import { coverageOfMeans } from '../../bench/coverage-study/means.ts';
import { comparisonsOfPlacements } from '../../bench/coverage-study/placements.ts';
import type { StudyRow } from '../../bench/coverage-study/study-row.ts';

const studies = { means: coverageOfMeans, placements: comparisonsOfPlacements } as const;

/** One of the studies, with so many comparisons of so many replications each. */
export interface Study {
  readonly of: keyof typeof studies;
  readonly comparisons: number;
  readonly replications: readonly number[];
}

export default function (study: Study): readonly StudyRow[] {
  return studies[study.of](study.comparisons, study.replications);
}
