import type { PromiseResult } from '../../report/experiment/plan-report.ts';
import { InputError } from '../../scenario/input-error.ts';
import { type Expectation, isKept } from '../../simulation/expectation.ts';
import { ExpectationError, parseExpectation } from '../../simulation/expectation-parser.ts';
import { metricNamed } from '../../simulation/vocabulary.ts';
import { lowerBound, upperBound } from '../statistics/one-sided-bound.ts';

/** What a value came to in each replication. */
export type Seen = number | string | null;

/**
 * `undecided`: the limit lies within what the replications leave open; `open`: the same, but no more of them were run, because another
 * promise is broken.
 */
export type Judgement = 'kept' | 'broken' | 'undecided' | 'open';

export interface JudgedPromise extends PromiseResult {
  readonly judgement: Judgement;
}

/** A single run misses a limit by far if it misses it so many times over, and that many requests say so. */
const farMiss = { times: 2, requests: 500 } as const;
/** A few requests decide them, and they vary as much from run to run. */
const hangOnFew: ReadonlySet<string> = new Set(['max', 'p999']);

/** @throws {InputError} that names the promise, and where in it something is wrong */
export function parsePromise(text: string): Expectation {
  try {
    return parseExpectation(text);
  } catch (error) {
    if (!(error instanceof ExpectationError)) throw error;
    throw new InputError([{ file: `--promise '${text}'`, line: 1, column: error.offset + 1, message: error.message }]);
  }
}

/**
 * Whether a promise is kept: `<`, `<=`, `>`, `>=` if the one-sided confidence bound of the mean over replications lies on the
 * right side of the limit; an infinite value (failed requests) breaks it. `==`, `!=` and words must hold in every replication. What has
 * no value is not kept.
 */
export function judge(promise: Expectation, seen: readonly Seen[], confidence: number, loss: string): JudgedPromise {
  const { text, limit } = promise;
  const unit = metricNamed(promise.metric)?.unit ?? 'count';
  const base = { promise: text, unit, limit, replications: seen.length, loss };
  const numbers = seen.filter((value) => typeof value === 'number');
  if (numbers.length < seen.length || typeof limit === 'string' || isEquality(promise)) {
    const holds = seen.every((value) => isKept(promise, value));
    const mean = numbers.length === seen.length ? average(numbers) : null;
    return { ...base, mean, bound: null, holds, judgement: holds ? 'kept' : 'broken' };
  }
  const mean = average(numbers);
  const [low, high] = [lowerBound(numbers, confidence), upperBound(numbers, confidence)];
  const isUpper = promise.comparison.startsWith('<');
  const certain = certainly(promise, numbers);
  const kept = certain ?? isKept(promise, isUpper ? high : low);
  const open = certain === null && !kept && isKept(promise, isUpper ? low : high);
  const bound = isUpper ? high : low;
  return {
    ...base,
    mean,
    bound: Number.isFinite(bound) || mean === bound ? bound : null,
    holds: kept,
    judgement: kept ? 'kept' : open ? 'undecided' : 'broken',
  };
}

/** What one value decides, whatever further replications say: a failed request, or anything at all where `<= 0` is promised. */
function certainly({ comparison, limit }: Expectation, values: readonly number[]): boolean | null {
  if (comparison === '<=' && limit === 0 && values.some((value) => value > 0)) return false;
  return values.includes(Number.POSITIVE_INFINITY) ? !comparison.startsWith('<') : null;
}

/** A latency where no request ended. */
export function hasNoValue({ mean, limit }: JudgedPromise): boolean {
  return mean === null && typeof limit === 'number';
}

/**
 * Whether one run misses a limit by so much that no further replications are worth their time. It is not a proof, as the bound is:
 * what an answer hangs on must be tried with all replications.
 *
 * @param requests behind the value, where it is a client's
 */
export function missesByFar({ metric, comparison, limit }: Expectation, value: Seen, requests: number | null): boolean {
  if (typeof value !== 'number' || typeof limit === 'string' || limit <= 0 || hangOnFew.has(metric)) return false;
  if (requests !== null && requests < farMiss.requests) return false;
  if (comparison.startsWith('<')) return value > farMiss.times * limit;
  return comparison.startsWith('>') && value * farMiss.times < limit;
}

function isEquality({ comparison }: Expectation): boolean {
  return comparison === '==' || comparison === '!=';
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
