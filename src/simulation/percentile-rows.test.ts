import { describe, expect, it } from 'vitest';
import { outcome } from '../metrics/outcome.ts';
import { Tally } from '../metrics/tally.ts';
import { percentileRows } from './percentile-rows.ts';

function tallyOf(latenciesMs: readonly number[], failed = 0): Tally {
  const tally = new Tally();
  for (const ms of latenciesMs) tally.record(outcome.ok, ms);
  for (let i = 0; i < failed; i++) tally.record(outcome.timeout, 1);
  return tally;
}

const hundred = Array.from({ length: 100 }, (_, index) => index + 1);

describe('percentileRows', () => {
  it('go from the fastest request to the slowest', () => {
    const rows = percentileRows('c', tallyOf(hundred));
    expect(rows[0]).toMatchObject({ client: 'c', percentile: 0 });
    expect(rows[0]!.latency_ms).toBeCloseTo(1, 1);
    expect(rows.at(-1)!.percentile).toBeCloseTo(99, 9);
    expect(rows.find(({ percentile }) => Math.abs(percentile - 90) < 1e-9)!.latency_ms).toBeCloseTo(90, 0);
  });

  it('end where failed requests begin', () => {
    const rows = percentileRows('c', tallyOf(hundred, 100));
    expect(rows.at(-1)!.percentile).toBeLessThanOrEqual(50);
    expect(rows.at(-1)!.percentile).toBeGreaterThan(45);
  });

  it('are none without requests', () => {
    expect(percentileRows('c', new Tally())).toEqual([]);
  });
});
