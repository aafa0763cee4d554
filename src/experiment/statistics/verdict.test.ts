import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfWidthOf, meanInterval } from './interval.ts';
import { mostReplications } from './sample-size.ts';
import { replicationsToTell, verdictOf } from './verdict.ts';

const confidence = 0.95;

describe('verdict', () => {
  const above = [1, 1.1, 0.9, 1];
  const below = above.map((value) => -value);

  it.each([
    ['better', below, 'lower'],
    ['worse', above, 'lower'],
    ['better', above, 'higher'],
    ['worse', below, 'higher'],
    ['higher', above, null],
    ['lower', below, null],
    ['cannot tell', [-1, 1.5, 2], 'lower'],
    ['cannot tell', [-1, 1], null],
    ['cannot tell', [5], 'lower'],
    ['cannot tell', [], 'lower'],
    ['cannot tell', [1, Number.POSITIVE_INFINITY], 'lower'],
    ['same', [0, 0], 'lower'],
    ['worse', [0.1, 0.1], 'lower'],
  ] as const)('%s: differences %j where %s is better', (verdict, differences, better) => {
    expect(verdictOf(meanInterval(differences, confidence), better)).toBe(verdict);
  });
});

describe('replications to tell', () => {
  it('the first number at which the interval leaves 0 out', () => {
    const summary = fc.record({
      mean: fc.double({ min: 0.01, max: 10, noNaN: true }),
      sd: fc.double({ min: 0.01, max: 10, noNaN: true }),
      count: fc.integer({ min: 2, max: 50 }),
    });
    fc.assert(
      fc.property(summary, ({ mean, sd, count }) => {
        const told = (replications: number) => halfWidthOf(sd, replications, confidence) < mean;
        const further = replicationsToTell({ mean, sd, count }, confidence) ?? mostReplications + 1 - count;
        if (count + further <= mostReplications) expect(told(count + further)).toBe(true);
        if (further > 0) expect(told(count + further - 1)).toBe(false);
      }),
      { seed: 1 },
    );
  });

  /** t(0.975; 16)/√17 = 0.514, t(0.975; 17)/√18 = 0.497. */
  it('by hand: half a standard deviation takes 18', () => {
    expect(replicationsToTell({ mean: -0.5, sd: 1, count: 5 }, confidence)).toBe(13);
  });

  it.each([
    ['the mean is 0', { mean: 0, sd: 1, count: 10 }],
    ['a million are too few', { mean: 1e-6, sd: 1, count: 10 }],
    ['the spread is not known', { mean: 1, sd: Number.POSITIVE_INFINITY, count: 1 }],
    ['there are none', { mean: Number.NaN, sd: Number.POSITIVE_INFINITY, count: 0 }],
    ['the mean is infinite', { mean: Number.POSITIVE_INFINITY, sd: Number.POSITIVE_INFINITY, count: 4 }],
  ])('no number if %s', (_words, difference) => {
    expect(replicationsToTell(difference, confidence)).toBeNull();
  });
});
