import { describe, expect, it } from 'vitest';
import { metrics } from '../../simulation/vocabulary.ts';
import { exampleSummary } from '../testing/example-summary.ts';
import { summaryJson } from './summary-json.ts';

describe('summaryJson', () => {
  it('ends with a newline and has the fields in the order of the contract', () => {
    const text = summaryJson(exampleSummary());
    expect(text.endsWith('}\n')).toBe(true);
    expect(Object.keys(JSON.parse(text))).toEqual([
      'scenario',
      'seed',
      'version',
      'fingerprint',
      'duration_s',
      'clients',
      'phases',
      'services',
      'nodes',
      'balancers',
      'placement',
      'expectations',
      'warnings',
    ]);
  });

  it.each([
    ['client', exampleSummary().clients.shoppers],
    ['service', exampleSummary().services.web],
    ['node', exampleSummary().nodes.worker1],
    ['balancer', exampleSummary().balancers.haproxy],
  ])('has the columns that the metrics of a %s name', (subject, fields) => {
    const columns = metrics.filter((metric) => metric.subject === subject).flatMap(({ column }) => column ?? []);
    expect(columns.filter((column) => column !== 'headroom' && !(column in fields!))).toEqual([]);
  });

  it('is the same whatever the order in which the summary was put together', () => {
    const summary = exampleSummary();
    const reversed = Object.fromEntries(Object.entries(summary.nodes).reverse());
    const shuffled = Object.fromEntries(Object.entries({ ...summary, nodes: reversed }).reverse());
    expect(summaryJson(shuffled as never)).toBe(summaryJson(summary));
  });

  it('rounds milliseconds to 3 decimals and other numbers to 6', () => {
    const { clients, placement } = JSON.parse(summaryJson(exampleSummary()));
    expect(clients.shoppers.mean_ms).toBe(14.732);
    expect(placement.imbalance_sd).toBe(2.828427);
  });

  it('says infinite where a percentile is', () => {
    const expectations = [{ text: 'p99(x) < 1s', value: Number.POSITIVE_INFINITY, holds: false }];
    expect(JSON.parse(summaryJson({ ...exampleSummary(), expectations })).expectations[0].value).toBe('infinite');
  });
});
