import { describe, expect, it } from 'vitest';
import { pairedDifference } from './paired-difference.ts';

/** Student's sleep data (Biometrika 6, 1908): extra hours of the same ten patients with two drugs. */
const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

describe("Student's sleep data", () => {
  const { interval, unpaired, pairingFactor } = pairedDifference(first, second, 0.95);

  it('paired', () => {
    expect(interval.mean).toBeCloseTo(1.58, 12);
    expect(interval.low).toBeCloseTo(0.7001142, 6);
    expect(interval.high).toBeCloseTo(2.4598858, 6);
  });

  it('unpaired, by Welch', () => {
    expect(unpaired.low).toBeCloseTo(-0.2054832, 6);
    expect(unpaired.high).toBeCloseTo(3.3654832, 6);
  });

  it('pairing is worth the ratio of both', () => {
    expect(pairingFactor).toBeCloseTo(3.5709664 / 1.7597716, 6);
  });
});

it('what differs by rounding alone does not differ', () => {
  const { differences } = pairedDifference(
    [0.3, 5, Number.POSITIVE_INFINITY],
    [0.1 + 0.2, 5.1, Number.POSITIVE_INFINITY],
    0.95,
  );
  expect(differences).toEqual([0, 5.1 - 5, 0]);
});

it('constant differences: no doubt, and no factor', () => {
  const { interval, pairingFactor } = pairedDifference([1, 2, 3], [3, 4, 5], 0.95);
  expect(interval).toMatchObject({ mean: 2, halfWidth: 0 });
  expect(pairingFactor).toBeNull();
});

it.each([
  ['none', [], []],
  ['one pair', [1], [2]],
  ['an infinite value', [1, 2], [2, Number.POSITIVE_INFINITY]],
] as [string, number[], number[]][])('nothing is known of %s', (_words, baseline, variant) => {
  const { interval, unpaired, pairingFactor } = pairedDifference(baseline, variant, 0.95);
  expect(interval.halfWidth).toBe(Number.POSITIVE_INFINITY);
  expect(unpaired.halfWidth).toBe(Number.POSITIVE_INFINITY);
  expect(pairingFactor).toBeNull();
});

it('replications without a partner cannot be paired', () => {
  expect(() => pairedDifference([1, 2], [1], 0.95)).toThrow('2 replications cannot be paired with 1');
});
