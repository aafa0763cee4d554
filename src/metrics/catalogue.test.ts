import { describe, expect, it } from 'vitest';
import { metricNamed, metrics, percentiles, printMetric } from './catalogue.ts';
import { Tally } from './tally.ts';

describe('the catalogue of metrics', () => {
  it('has each name once', () => {
    const names = metrics.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a metric for each column of a tally', () => {
    const columns = metrics.filter(({ subject }) => subject === 'client').map(({ column }) => column);
    expect(columns).toEqual(expect.arrayContaining(Object.keys(new Tally().columns())));
  });

  it('has each percentile that it names', () => {
    for (const name of Object.keys(percentiles)) expect(metricNamed(name)?.unit).toBe('ms');
    expect(metricNamed('p12')).toBeUndefined();
  });

  it('prints values with their unit', () => {
    expect(printMetric(metricNamed('p99')!, 12.34567)).toBe('12.346 ms');
    expect(printMetric(metricNamed('p99')!, Number.POSITIVE_INFINITY)).toBe('∞');
    expect(printMetric(metricNamed('error_rate')!, 0.015)).toBe('1.5 %');
    expect(printMetric(metricNamed('running')!, 3)).toBe('3');
    expect(printMetric(metricNamed('update_state')!, 'completed')).toBe('completed');
    expect(printMetric(metricNamed('mean')!, null)).toBe('–');
  });
});
