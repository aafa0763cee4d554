import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMPARISON_TABLES, columnsWithAxes, type ExperimentTable, PLAN_TABLES } from './experiment-columns.ts';

const page = readFileSync(new URL('../../../docs/experiments.md', import.meta.url), 'utf8');

/** `courses.csv` shares all columns but its first with latency.csv, which docs/results.md has. */
const OWN_COLUMNS: Readonly<Record<string, number>> = { courses: 1 };

describe('docs/experiments.md', () => {
  const tables = Object.entries<ExperimentTable>({ ...COMPARISON_TABLES, ...PLAN_TABLES });

  it.each(tables)('has all columns of %s.csv with the meaning that the page gives', (name, { row, columns, axes }) => {
    const [first = '', ...others] = columns
      .slice(0, OWN_COLUMNS[name])
      .map(([column, { meaning }]) => `| \`${column}\` | ${meaning} |\n`);
    const axis = axes ? '| one for each axis, `placement` | Value of this axis |\n' : '';
    const section = `A row is ${row}.\n\n| column | meaning |\n|---|---|\n${first}${axis}${others.join('')}`;
    expect(page).toContain(`\n### ${name}.csv\n\n${section}\n`);
  });
});

describe('columnsWithAxes', () => {
  const names = (table: ExperimentTable): string =>
    columnsWithAxes(table, ['placement', 'services.web.deploy.replicas'])
      .map(([name]) => name)
      .join();

  it.each([
    [
      COMPARISON_TABLES.comparison,
      'variant,placement,services.web.deploy.replicas,metric,unit,replications,mean,low,high,sd,difference,difference_low,difference_high,relative,verdict,more_replications',
    ],
    [COMPARISON_TABLES.replications, 'variant,placement,services.web.deploy.replicas,replication,seed,metric,value'],
    [
      COMPARISON_TABLES.courses,
      'variant,time_s,client,requests,ok,errors,error_refused,error_no_backend,error_backlog,error_timeout,error_reset,error_other,mean_ms,p50_ms,p90_ms,p95_ms,p99_ms,p999_ms,max_ms',
    ],
    [PLAN_TABLES.plan, 'value,promise,unit,loss,mean,bound,limit,holds,replications'],
  ])('has the columns that users build on', (table, header) => {
    expect(names(table)).toBe(header);
  });
});
