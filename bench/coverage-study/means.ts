import { meanInterval } from '../../src/experiment/statistics/interval.ts';
import { pairedDifference } from '../../src/experiment/statistics/paired-difference.ts';
import { replicate } from './replicate.ts';
import { meanMs, meanSojournMs, singleServer } from './single-server.ts';
import { confidence, coverage, covers, type StudyRow, Tally } from './study-row.ts';

const requests = 2000;
const slowMs = 1;
const fastMs = 0.9;

/** Intervals of the mean of an M/M/1, and of the difference that a faster server makes. */
export function coverageOfMeans(comparisons: number, replications: readonly number[]): StudyRow[] {
  const [slow, fast] = [singleServer(slowMs, requests), singleServer(fastMs, requests)];
  const truth = meanSojournMs(slowMs);
  const difference = meanSojournMs(fastMs) - truth;
  const tallies = replications.map((count) => ({
    count,
    mean: new Tally('M/M/1: mean latency', count, coverage, true),
    paired: new Tally('M/M/1: difference of two service rates, paired', count, coverage, true),
  }));
  const most = Math.max(...replications);
  for (let comparison = 1; comparison <= comparisons; comparison += 1) {
    const [before, after] = [slow, fast].map((scenario) => replicate(scenario, comparison, most, meanMs)) as [
      number[],
      number[],
    ];
    for (const { count, mean, paired } of tallies) {
      mean.add(covers(meanInterval(before.slice(0, count), confidence), truth));
      const { interval } = pairedDifference(before.slice(0, count), after.slice(0, count), confidence);
      paired.add(covers(interval, difference));
    }
  }
  return [...tallies.map(({ mean }) => mean.row), ...tallies.map(({ paired }) => paired.row)];
}
