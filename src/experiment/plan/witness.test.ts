import { describe, expect, it } from 'vitest';
import { parseExpectation } from '../../simulation/expectation-parser.ts';
import type { JobResult } from '../job-result.ts';
import { judge } from './promise.ts';
import { witnessOf } from './witness.ts';

/** Whose value of the promise, in each run, is this: the index of the run that is taken. */
function witnessAmong(text: string, values: readonly (number | null)[]): number {
  const promise = parseExpectation(text);
  const results = values.map(
    (value, index) =>
      ({
        fingerprint: String(index),
        promises: [{ text, value, holds: value === promise.limit }],
      }) as unknown as JobResult,
  );
  return Number(witnessOf(results, [promise], [judge(promise, values, 0.95, '')]).fingerprint);
}

describe('the run that shows why a promise is not kept', () => {
  it.each([
    ['p99(a) < 100ms', [80, 300, 90], 1],
    ['availability(a) > 99%', [0.995, 0.99, 0.5], 2],
    ['p99(a) < 100ms', [300, Number.POSITIVE_INFINITY, 80], 1],
    ['p99(a) < 100ms', [300, null, 80], 1],
    ['pending == 0', [0, 0, 3], 2],
  ])('%s of %j', (text, values, expected) => {
    expect(witnessAmong(text, values)).toBe(expected);
  });

  it('is the worst of what is broken, not of what is not sure', () => {
    const texts = ['p99(a) < 100ms', 'pending == 0'];
    const values = [
      [60, 120, 90],
      [0, 0, 1],
    ];
    const promises = texts.map(parseExpectation);
    const results = [0, 1, 2].map(
      (run) =>
        ({
          fingerprint: String(run),
          promises: texts.map((text, index) => ({
            text,
            value: values[index]?.[run],
            holds: values[index]?.[run] === 0,
          })),
        }) as unknown as JobResult,
    );
    const judged = promises.map((promise, index) => judge(promise, values[index] ?? [], 0.95, ''));
    expect(witnessOf(results, promises, judged).fingerprint).toBe('2');
  });

  it('is the first one where all is kept', () => {
    expect(witnessAmong('p99(a) < 100ms', [50, 51, 52])).toBe(0);
  });
});
