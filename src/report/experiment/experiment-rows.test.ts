import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rowChunks } from '../tables/csv.ts';
import { comparisonOf, exampleComparison } from '../testing/example-comparison.ts';
import { examplePlan } from '../testing/example-plan.ts';
import type { ComparisonReport } from './comparison-report.ts';
import { comparisonRows, courseRows, replicationRows } from './comparison-rows.ts';
import { COMPARISON_TABLES, columnsWithAxes, type ExperimentTable, PLAN_TABLES } from './experiment-columns.ts';
import { comparisonJson, planJson } from './experiment-json.ts';
import { planRows } from './plan-rows.ts';

/** The rows as they are read back from the CSV file. */
function records(table: ExperimentTable, axes: readonly string[], rows: readonly object[]): Record<string, string>[] {
  return parse([...rowChunks('table', columnsWithAxes(table, axes), rows)].join(''), { columns: true });
}

const grid = comparisonOf({ placement: ['spread', 'binpack'], 'services.web.deploy.replicas': ['4', '6'] }, 2);
const comparisonOfGrid = () => records(COMPARISON_TABLES.comparison, grid.axes, comparisonRows(grid));

describe('comparison.csv', () => {
  it('has a row for each metric of each variant, with the axes’ values', () => {
    const choices = [
      ['spread', '4'],
      ['spread', '6'],
      ['binpack', '4'],
      ['binpack', '6'],
    ];
    expect(comparisonOfGrid().map((row) => [row.metric, row.placement, row['services.web.deploy.replicas']])).toEqual(
      ['mean(shoppers)', 'p99(shoppers)'].flatMap((metric) => choices.map((values) => [metric, ...values])),
    );
  });

  it('has no difference for the baseline', () => {
    const baseline = { variant: 'placement=spread replicas=4', difference: '', relative: '', verdict: '', unit: 'ms' };
    expect(comparisonOfGrid()[0]).toMatchObject(baseline);
    expect(comparisonOfGrid()[1]).toMatchObject({ verdict: 'cannot tell', replications: '10' });
  });

  it('has each number in its own column', () => {
    const mean = { mean: 10, low: 8, high: 12, sd: 3 };
    const change = {
      mean: -2,
      low: -3,
      high: -1,
      sd: 1.5,
      relative: -0.2,
      verdict: 'cannot tell',
      moreReplications: 40,
    } as const;
    const cells = [
      { mean, difference: null },
      { mean, difference: change },
    ];
    const metrics = grid.metrics.slice(0, 1).map((metric) => ({ ...metric, cells }));
    const [, row] = records(COMPARISON_TABLES.comparison, grid.axes, comparisonRows({ ...grid, metrics }));
    expect(row).toMatchObject({ mean: '10', low: '8', high: '12', sd: '3' });
    expect(row).toMatchObject({ difference: '-2', difference_low: '-3', difference_high: '-1', relative: '-0.2' });
    expect(row).toMatchObject({ verdict: 'cannot tell', more_replications: '40' });
  });

  it('has empty cells where there is no mean', () => {
    const metrics = grid.metrics.map((metric) => ({ ...metric, cells: [{ mean: null, difference: null }] }));
    const [row] = records(COMPARISON_TABLES.comparison, grid.axes, comparisonRows({ ...grid, metrics }));
    expect(row).toMatchObject({ mean: '', low: '', high: '', sd: '' });
  });
});

describe('replications.csv', () => {
  const rows = (report: ComparisonReport) =>
    records(COMPARISON_TABLES.replications, report.axes, replicationRows(report));

  it('has a row for each metric of each run, with its seed and variant', () => {
    expect(rows(grid)).toHaveLength(4 * 10 * 2);
    const second = rows(grid).find((row) => row.replication === '2' && row.placement === 'binpack');
    expect(second).toMatchObject({ variant: 'placement=binpack replicas=4', seed: '7-2', metric: 'mean(shoppers)' });
  });

  it('keeps values that are not there, and names of any letters', () => {
    const name = 'a,"b"\n<c>&';
    const variants = [{ name, values: [name], replications: 1 }];
    const observations = [{ values: [name], replication: 1, seed: 7, metric: 'x', value: null }];
    const [row] = rows({ ...grid, axes: ['placement'], variants, observations });
    expect(row).toEqual({ variant: name, placement: name, replication: '1', seed: '7', metric: 'x', value: '' });
  });
});

describe('courses.csv', () => {
  it('has latency.csv’s columns for each variant', () => {
    const rows = records(COMPARISON_TABLES.courses, [], courseRows(exampleComparison()));
    expect(new Set(rows.map(({ variant }) => variant))).toEqual(new Set(['spread', 'binpack']));
    expect(rows[0]).toMatchObject({ time_s: '0.000000', client: 'shoppers', error_other: '0' });
  });
});

describe('plan.csv', () => {
  it('says where a value is infinite, a word or nothing', () => {
    const [failed, , word] = records(PLAN_TABLES.plan, [], planRows(examplePlan()));
    expect(failed).toMatchObject({ value: '1', mean: 'Infinity', bound: 'Infinity', limit: '250', holds: 'false' });
    expect(word).toMatchObject({ unit: 'word', mean: '', bound: '', limit: 'completed' });
  });
});

describe('summary.json', () => {
  it('of a comparison has its numbers, rounded as in the CSV', () => {
    const { metrics } = JSON.parse(comparisonJson(grid));
    const row = comparisonOfGrid().find((one) => one.metric === 'p99(shoppers)' && one.placement === 'binpack');
    expect(metrics[1]).toMatchObject({ name: 'p99(shoppers)', unit: 'ms', better: 'lower' });
    expect(metrics[1].variants[0]).toMatchObject({ name: 'placement=spread replicas=4', difference: null });
    expect(metrics[1].variants[2].difference).toMatchObject({ mean: Number(row?.difference), verdict: 'better' });
  });

  it('of a plan says infinite where a value is, and has machines in natural order', () => {
    const counts = { 'big-10': 1, 'big-2': 3 };
    const plan = JSON.parse(planJson({ ...examplePlan(), mix: { price: 1, counts, tried: [] } }));
    expect(plan.points[0].promises[0].mean).toBe('infinite');
    expect(Object.keys(plan.mix.counts)).toEqual(['big-2', 'big-10']);
  });
});
