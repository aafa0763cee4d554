import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachPast } from './difference-rows.ts';
import { ticksThatFit } from './tested-ticks.ts';
import { domainOf, logDomainOf } from './value-axis.ts';

const row = (low: number, high: number) => ({ label: '', verdict: 'same', low, high, mean: (low + high) / 2 }) as const;

const MARGIN = 1.06;

describe('reachPast', () => {
  const reach = (...rows: ReturnType<typeof row>[]) =>
    reachPast(rows).map((end) => Number((end / MARGIN).toPrecision(6)));

  it('has all rows within, and 0', () => {
    expect(reach(row(-0.2, -0.1), row(0.05, 0.37))).toEqual([-0.2, 0.37]);
  });

  it('leaves room at the side where nothing is', () => {
    expect(reach(row(0.3, 0.4))).toEqual([-0.05, 0.4]);
  });

  it('cuts a row that reaches out of all proportion', () => {
    expect(reach(row(0.1, 0.2), row(0.1, 0.3), row(10, 40))[1]).toBe(0.3);
  });

  it('has two ends even if nothing differs', () => {
    expect(reach(row(0, 0))).toEqual([-0.00125, 0.00125]);
  });
});

describe('ticksThatFit', () => {
  it('keeps labels apart, the first ones given first', () => {
    expect(ticksThatFit([5, 1, 32, 4, 6], (value) => value * 4)).toEqual([1, 5, 32]);
  });

  it('never lets two of them touch', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 999 }), { maxLength: 30 }), (values) => {
        const ticks = ticksThatFit(values, (value) => value);
        const gaps = ticks.slice(1).map((tick, index) => tick - (ticks[index] ?? 0));
        expect(gaps.filter((gap) => gap < 10)).toEqual([]);
        expect(ticks.length > 0).toBe(values.length > 0);
      }),
      { seed: 3, numRuns: 100 },
    );
  });
});

describe('domains', () => {
  it('have room at both ends', () => {
    expect(domainOf([0, 100])).toEqual([-6, 106]);
    expect(domainOf([12])).toEqual([11.28, 12.72]);
  });

  it('have their ticks within on a logarithmic scale', () => {
    const { domain, ticks } = logDomainOf([8, 700]);
    expect(domain[0]).toBeLessThan(8);
    expect(domain[1]).toBeGreaterThan(700);
    expect(ticks).toEqual([10, 20, 50, 100, 200, 500]);
  });
});
