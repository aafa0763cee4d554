import { describe, expect, it } from 'vitest';
import { exampleSummary } from '../testing/example-summary.ts';
import { summaryTables } from './summary-tables.ts';

const summary = exampleSummary();

describe('summaryTables', () => {
  it('prints clients as Docker prints tables', () => {
    const [head, row] = summaryTables({ summary }).split('\n');
    expect(head).toBe('CLIENT     REQUESTS   OK        ERRORS         MEAN      P50       P99       MAX');
    expect(row).toBe('shoppers   240127     237711    2416 (1.01%)   14.7ms    11.2ms    121ms     2s');
  });

  it('marks what holds and gives values in the unit of the limit', () => {
    const text = summaryTables({ summary });
    expect(text).toContain('✓         p99(shoppers, 0s..2m) < 250ms   66.4ms\n');
    expect(text).toContain('✗         error_rate(shoppers) < 1%       1.01%\n');
  });

  it('says infinite, counts and words as they are', () => {
    const expectations = [
      { text: 'p99(x) < 1s', value: Number.POSITIVE_INFINITY, holds: false },
      { text: 'moves < 3', value: 2, holds: true },
      { text: 'update_state(web) == completed', value: 'paused', holds: false },
      { text: 'p50(y) < 1s', value: null, holds: false },
    ];
    const lines = summaryTables({ summary: { ...summary, expectations } }).split('\n');
    const ends = lines.filter((line) => /^[✓✗]/.test(line)).map((line) => line.split(/ {3,}/).at(-1));
    expect(ends).toEqual(['infinite', '2', 'paused', '–']);
  });

  it('ends with the warnings', () => {
    expect(summaryTables({ summary }).endsWith('\n\nwarning: Health checks of web are not modelled.\n')).toBe(true);
  });

  it('leaves out what is not there', () => {
    const text = summaryTables({ summary: { ...summary, clients: {}, phases: [], expectations: [], warnings: [] } });
    expect(text).toMatch(/^SERVICE /);
    expect(text).not.toMatch(/CLIENT|EXPECTATION|warning/);
  });

  it('does not print thousands of nodes', () => {
    const node = Object.values(summary.nodes)[0];
    const nodes = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`node-${i}`, node]));
    const text = summaryTables({ summary: { ...summary, nodes } as never });
    expect(text).toContain('… and 60 more, in summary.json\n');
    expect(text).not.toContain('node-40 ');
  });
});
