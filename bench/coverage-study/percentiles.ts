import { meanInterval } from '../../src/experiment/statistics/interval.ts';
import { replicate } from './replicate.ts';
import { p99Ms, p99SojournMs, singleServer } from './single-server.ts';
import { confidence, coverage, covers, type StudyRow, Tally } from './study-row.ts';

/** How often the mean of the replications' p99 covers the p99 of the long run, by the length of a run. */
export function coverageOfPercentiles(
  comparisons: number,
  designs: readonly { readonly requests: number; readonly replications: readonly number[] }[],
): StudyRow[] {
  const truth = p99SojournMs(1);
  return designs.flatMap(({ requests, replications }) => {
    const scenario = singleServer(1, requests);
    const tallies = replications.map((count) => ({
      count,
      tally: new Tally(`M/M/1: p99 of runs of ${requests.toLocaleString('en')} requests`, count, coverage, false),
    }));
    for (let comparison = 1; comparison <= comparisons; comparison += 1) {
      const values = replicate(scenario, comparison, Math.max(...replications), p99Ms);
      for (const { count, tally } of tallies)
        tally.add(covers(meanInterval(values.slice(0, count), confidence), truth));
    }
    return tallies.map(({ tally }) => tally.row);
  });
}
