import { expect, it } from 'vitest';
import { timeLeft } from './experiment-progress.ts';

it.each([
  [0, '0s'],
  [59.4, '59s'],
  [59.6, '1m0s'],
  [3599, '59m59s'],
  [3600, '1h0m'],
  [90_061, '25h1m'],
  [Number.POSITIVE_INFINITY, '?'],
  ['INF' as unknown as number, '?'],
])('%s seconds left are %s', (seconds, words) => {
  expect(timeLeft(seconds)).toBe(words);
});
