import { type MeanInterval, meanInterval } from '../../src/experiment/statistics/interval.ts';
import {
  isNarrowEnough,
  leastReplicationsToStop,
  replicationsUntilNarrow,
} from '../../src/experiment/statistics/sequential.ts';
import { replicateOne } from './replicate.ts';
import { meanMs, meanSojournMs, singleServer } from './single-server.ts';
import { confidence, coverage, covers, type StudyRow, Tally } from './study-row.ts';

const requests = 1000;

/** Coverage of the interval at which `--until` stops: with a look after every replication, and as `compare` looks. */
export function coverageOfStopping(comparisons: number, relativeErrors: readonly number[]): StudyRow[] {
  const truth = meanSojournMs(1);
  const scenario = singleServer(1, requests);
  const tallies = relativeErrors.map((relativeError) => {
    const words = `M/M/1: mean latency, stopped at ±${Math.round(relativeError * 100)} %`;
    return {
      relativeError,
      every: new Tally(`${words}, a look after each replication`, null, coverage, false),
      foreseen: new Tally(`${words}, the next look as foreseen`, null, coverage, false),
    };
  });
  for (let comparison = 1; comparison <= comparisons; comparison += 1) {
    const values: number[] = [];
    const intervalOf = (count: number) => {
      while (values.length < count) values.push(replicateOne(scenario, comparison, values.length + 1, meanMs));
      return meanInterval(values.slice(0, count), confidence);
    };
    for (const { relativeError, every, foreseen } of tallies) {
      every.add(
        covers(
          intervalAtStop(intervalOf, relativeError, ({ count }) => count + 1),
          truth,
        ),
      );
      foreseen.add(covers(intervalAtStop(intervalOf, relativeError, foreseenLook(relativeError)), truth));
    }
  }
  return tallies.flatMap(({ every, foreseen }) => [every.row, foreseen.row]);
}

/** As many as the spread so far asks for, but at most twice as many. */
function foreseenLook(relativeError: number): (interval: MeanInterval) => number {
  return (interval) => {
    const wanted = replicationsUntilNarrow(interval, relativeError, confidence) ?? Number.POSITIVE_INFINITY;
    return Math.min(Math.max(interval.count + 1, wanted), 2 * interval.count);
  };
}

function intervalAtStop(
  intervalOf: (count: number) => MeanInterval,
  relativeError: number,
  nextLook: (interval: MeanInterval) => number,
): MeanInterval {
  let interval = intervalOf(leastReplicationsToStop);
  while (!isNarrowEnough(interval, relativeError)) interval = intervalOf(nextLook(interval));
  return interval;
}
