import type { PromiseResult } from '../../report/experiment/plan-report.ts';
import { InputError } from '../../scenario/input-error.ts';
import type { Expectation } from '../../simulation/expectation.ts';
import { ExpectationError, parseExpectation } from '../../simulation/expectation-parser.ts';
import { metricNamed } from '../../simulation/vocabulary.ts';
import { lowerBound, upperBound } from '../statistics/one-sided-bound.ts';

/** What a value came to in each replication. */
export type Seen = number | string | null;

/** `undecided`: the limit lies within what the replications leave open. */
export type Judgement = 'kept' | 'broken' | 'undecided';

export interface JudgedPromise extends PromiseResult {
  readonly judgement: Judgement;
}

/** A single run misses a limit beyond doubt if it misses it so many times over. */
const certainMiss = 2;

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
    const holds = seen.every((value) => holdsFor(promise, value));
    const mean = numbers.length === seen.length ? average(numbers) : null;
    return { ...base, mean, bound: null, holds, judgement: holds ? 'kept' : 'broken' };
  }
  const mean = average(numbers);
  const [low, high] = [lowerBound(numbers, confidence), upperBound(numbers, confidence)];
  const isUpper = promise.comparison.startsWith('<');
  const certain = certainly(promise, numbers);
  const kept = certain ?? holdsFor(promise, isUpper ? high : low);
  const open = certain === null && !kept && holdsFor(promise, isUpper ? low : high);
  const bound = isUpper ? high : low;
  return {
    ...base,
    mean,
    bound: Number.isFinite(bound) || mean === bound ? bound : null,
    holds: kept,
    judgement: kept ? 'kept' : open ? 'undecided' : 'broken',
  };
}

/** What needs no further replication: `null` = nothing does. */
function certainly(promise: Expectation, values: readonly number[]): boolean | null {
  const limit = Number(promise.limit);
  const isUpper = promise.comparison.startsWith('<');
  if (values.includes(Number.POSITIVE_INFINITY)) return !isUpper;
  const [first = 0] = values;
  if (values.length > 1 || holdsFor(promise, first)) return null;
  const missed = isUpper ? first > certainMiss * limit : first * certainMiss < limit;
  return missed && limit > 0 ? false : null;
}

function isEquality({ comparison }: Expectation): boolean {
  return comparison === '==' || comparison === '!=';
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function holdsFor({ comparison, limit }: Expectation, value: Seen): boolean {
  if (value === null) return false;
  switch (comparison) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    case '==':
      return value === limit;
    case '!=':
      return value !== limit;
  }
}
