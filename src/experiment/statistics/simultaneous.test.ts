import { expect, it } from 'vitest';
import { simultaneousConfidence } from './simultaneous.ts';

it.each([
  [1, 0.95],
  [5, 0.99],
  [50, 0.999],
])('%i comparisons at 95 %% together need %f each', (comparisons, each) => {
  expect(simultaneousConfidence(0.95, comparisons)).toBeCloseTo(each, 12);
});

it('refuses no comparisons', () => {
  expect(() => simultaneousConfidence(0.95, 0)).toThrow(RangeError);
});
