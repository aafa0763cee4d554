import { describe, expect, it } from 'vitest';
import { comparisonOf, exampleComparison } from '../testing/example-comparison.ts';
import { examplePlan, impossiblePlan } from '../testing/example-plan.ts';
import { comparisonTables } from './comparison-tables.ts';
import { planTables } from './plan-tables.ts';

const STRATEGIES = ['spread', 'binpack', 'random', 'a', 'b', 'c', 'd', 'e', 'f'];

describe('comparisonTables', () => {
  it('has the verdict in words over a table of the two variants', () => {
    const [verdict, head, , p99] = comparisonTables(exampleComparison()).split('\n');
    expect(verdict).toBe(
      'binpack against spread: better in 2 of 8 metrics, worse in 3, different but neither better nor worse in 1, cannot tell in 2.',
    );
    expect(head).toMatch(/^METRIC +SPREAD +BINPACK +DIFFERENCE +CHANGE +VERDICT$/);
    expect(p99?.split(/ {3,}/)).toEqual([
      'p99(shoppers)',
      '124.8ms ± 1.9ms',
      '107.1ms ± 2.7ms',
      '-17.7ms ± 3.3ms',
      '-14.2%',
      'better',
    ]);
  });

  it('says how many more replications would tell', () => {
    expect(comparisonTables(exampleComparison())).toContain('cannot tell (~499 more replications)\n');
  });

  it('has a block for each variant, what never changed, and the warnings last', () => {
    const text = comparisonTables(comparisonOf({ placement: STRATEGIES.slice(0, 3) }, 2));
    expect(text.match(/^\w+ against spread: /gm)).toEqual(['binpack against spread: ', 'random against spread: ']);
    expect(text).toMatch(/\n\d+ replications each, 95% confidence, .*warm-up.*\n\nThe same in every run: /);
    expect(text).toContain('\nThe same in every run: time_to_recover(web) = 0\n\nwarning: p99(shoppers) comes from 87');
  });

  it('gives wide sweeps one table, and says where the rest is', () => {
    const lines = comparisonTables(comparisonOf({ placement: STRATEGIES }, 6)).split('\n');
    expect(lines[0]).toBe('Each variant that is better than spread in one metric is worse in another.');
    expect(lines[1]).toMatch(/^VARIANT +MEAN\(SHOPPERS\) +P99\(SHOPPERS\) +ERROR_RATE\(SHOPPERS\) +IMBALANCE_SD$/);
    expect(lines.slice(2, 11).map((line) => line.split(' ')[0])).toEqual(STRATEGIES);
    expect(lines[3]).toContain('107ms -14.2% ✓');
    expect(lines[11]).toBe('✓ better, ✗ worse, ? cannot tell; against spread');
    expect(lines[12]).toBe('fragmentation_memory, pending, and all intervals: comparison.csv');
  });

  it('names the variants of a wide sweep that cost nothing', () => {
    const sweep = comparisonOf({ placement: STRATEGIES }, 2);
    const [first] = comparisonTables({ ...sweep, metrics: sweep.metrics.slice(1) }).split('\n');
    expect(first).toBe(
      'Better than spread in one metric or more, and worse in none: binpack, random, a, b, c, d, e, f.',
    );
  });

  it('shows a single variant, and values that are missing', () => {
    const one = comparisonOf({ placement: ['spread'] }, 1);
    expect(comparisonTables(one)).toMatch(
      /^VARIANT +MEAN\(SHOPPERS\)\nspread +15.1ms\nAll intervals: comparison.csv\n/,
    );
    const cells = [{ mean: null, difference: null }];
    const metrics = one.metrics.map((metric) => ({ ...metric, cells }));
    expect(comparisonTables({ ...one, metrics })).toContain('\nspread    –\n');
  });
});

describe('planTables', () => {
  it('has a row for each value and promise', () => {
    const lines = planTables(examplePlan()).split('\n');
    expect(lines[0]).toMatch(/^VALUE +HOLDS +PROMISE +MEAN +BOUND +WORST +REPLICATIONS$/);
    expect(lines[1]?.split(/ {3,}/)).toEqual([
      '1',
      '✗',
      'p99(shoppers) < 250ms',
      'infinite',
      'infinite',
      'without worker2',
      '1',
    ]);
  });

  it('marks the cheapest mix', () => {
    expect(planTables(examplePlan())).toMatch(/\n310 +3 +1 +✓ +cheapest\n/);
  });

  it('ends with the verdict and what binds', () => {
    expect(planTables({ ...examplePlan(), warnings: [] })).toMatch(
      /\n\n5 worker nodes are the least[^\n]*\nAt 4 worker nodes, without worker2, p99\(shoppers\) < 250ms is not kept; what is short: CPU of worker nodes \(97 % busy\)\.\n$/,
    );
  });

  it('needs no answer', () => {
    expect(planTables(impossiblePlan())).toContain('\nNo number of worker nodes from 1 to 32 keeps');
  });
});
