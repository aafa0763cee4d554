import { expect, it } from 'vitest';
import { intervalAround, meanInterval } from './interval.ts';
import { isNarrowEnough, leastReplicationsToStop, replicationsUntilNarrow } from './sequential.ts';

const confidence = 0.95;
const interval = (mean: number, halfWidth: number, count: number) => intervalAround(mean, halfWidth, 1, count);

it.each([
  ['narrow', 100, 1.9, 10, true],
  ['narrow around a negative mean', -100, 1.9, 10, true],
  ['2 % of what was seen may be more of the truth', 100, 1.99, 10, false],
  ['too few to trust', 100, 0.1, 9, false],
  ['wide', 100, 5, 1000, false],
  ['constant 0', 0, 0, 10, true],
  ['around 0', 0, 0.1, 10, false],
])('%s: %f ± %f of %i', (_words, mean, halfWidth, count, enough) => {
  expect(isNarrowEnough(interval(mean, halfWidth, count), 0.02)).toBe(enough);
});

/** t(0.975; n − 1)·2/√n ≤ 10·0.05/1.05 for the first time at n = 71: 1.9944·2/√71 = 0.4734, 1.9949·2/√70 = 0.4769. */
it('the first number of replications that is narrow enough', () => {
  expect(replicationsUntilNarrow({ ...interval(10, 5, 12), sd: 2 }, 0.05, confidence)).toBe(71);
});

it('asks for no fewer than the least', () => {
  expect(replicationsUntilNarrow(meanInterval([5, 5, 5], confidence), 0.02, confidence)).toBe(leastReplicationsToStop);
});

it('a mean of 0 is never known to a percentage', () => {
  expect(replicationsUntilNarrow(meanInterval([-1, 1], confidence), 0.02, confidence)).toBeNull();
});
