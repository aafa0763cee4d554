import type { Expectation } from '../../simulation/expectation.ts';
import type { JobResult } from '../job-result.ts';
import type { JudgedPromise } from './promise.ts';

/**
 * The run that shows why a promise is not kept: of the first such promise, the run that came off worst (the mean may be
 * beyond the limit for the sake of few runs); what is broken comes before what is not sure. The first run if all are kept.
 *
 * @param judged in the order of `promises`
 */
export function witnessOf(
  results: readonly JobResult[],
  promises: readonly Expectation[],
  judged: readonly JudgedPromise[],
): JobResult {
  const [first] = results;
  if (first === undefined) throw new Error('a trial without a run');
  const broken = judged.findIndex(({ judgement }) => judgement === 'broken');
  const index = broken === -1 ? judged.findIndex(({ holds }) => !holds) : broken;
  const promise = promises[index];
  if (promise === undefined) return first;
  return results.reduce((worst, next) =>
    badness(promise, next, index) > badness(promise, worst, index) ? next : worst,
  );
}

/** Greater is worse, in the unit of the promise. */
function badness({ comparison }: Expectation, { promises }: JobResult, index: number): number {
  const { value = null, holds = false } = promises[index] ?? {};
  if (value === null) return Number.POSITIVE_INFINITY;
  if (typeof value === 'string' || comparison === '==' || comparison === '!=') return holds ? 0 : 1;
  return comparison.startsWith('<') ? value : -value;
}
