import { describe, expect, it } from 'vitest';
import { plainCheck } from '../plain-balancer.ts';
import { firstChecksMs } from './first-checks.ts';

function spread(intervals: readonly number[], maxSpreadMs = 0, fastIntervalMs = 0): number[] {
  const checks = intervals.map((intervalMs) => ({
    ...{ ...plainCheck, intervalMs },
    fastIntervalMs: fastIntervalMs || intervalMs,
  }));
  return firstChecksMs(checks, { spreadPercent: 0, maxSpreadMs });
}

describe('the first checks', () => {
  it('are spread over the longest reasonable interval', () => {
    expect(spread([2000, 2000, 2000, 2000])).toEqual([0, 500, 1000, 1500]);
    // The smallest of at least a second counts for the shorter ones.
    expect(spread([100, 4000])).toEqual([0, 2000]);
    expect(spread([100, 100])).toEqual([0, 50]);
  });

  it('go by fastinter, and are no further apart than max-spread-checks allows', () => {
    expect(spread([2000, 2000], 0, 1500)).toEqual([0, 750]);
    expect(spread([2000, 2000], 400)).toEqual([0, 200]);
  });
});
