import { beforeAll, describe, expect, it } from 'vitest';
import type { DrawnChart } from '../../charts/draw.ts';
import { comparisonOf, exampleComparison } from '../../testing/example-comparison.ts';
import { examplePlan, impossiblePlan } from '../../testing/example-plan.ts';
import { drawComparison } from '../charts/draw-experiment.ts';
import type { ComparisonReport } from '../comparison-report.ts';
import { COMPARISON_TABLES, columnsWithAxes } from '../experiment-columns.ts';
import { comparisonPage } from './comparison-page.ts';
import { planPage } from './plan-page.ts';

const EVIL = `</style></svg><script>alert("1")</script><!-- & ' "`;

/** What a page must never hold, whatever the names in it. */
const foreign = (page: string): RegExpMatchArray | null =>
  page.match(/<script|<!--|<link|<iframe|<img|\ssrc=|@import|\son\w+="|url\((?!#|data:)/g);

describe('comparisonPage', () => {
  const report = exampleComparison();
  let page: string;
  beforeAll(async () => {
    page = comparisonPage(
      report,
      await drawComparison({ ...report, metrics: report.metrics.slice(0, 1), courses: [] }),
      [],
    );
  }, 20_000);

  it('needs nothing from outside and runs nothing', () => {
    expect(page).toContain("default-src 'none'");
    expect(foreign(page)).toBeNull();
    expect(page.match(/<svg class="chart wide"/g)).toHaveLength(2);
  });

  it('has the verdict in words over the table, with colours', () => {
    expect(page).toContain('<p class="verdict">binpack against spread: better in 2 of 8 metrics, worse in 3,');
    expect(page).toContain('<td class="good">better</td>');
    expect(page).toContain('<td class="bad">worse</td>');
    expect(page).toContain('<td>cannot tell (~499 more)</td>');
  });

  it('says how it was made and how to read it', () => {
    const words = [
      '2 variants over placement',
      '10 replications each',
      'seed 7',
      '95% confidence',
      'the first 30s cut as warm-up',
    ];
    expect(words.filter((text) => !page.includes(text))).toEqual([]);
    expect(page).toContain('Holm’s correction over all differences.');
    expect(page).toContain('That does not mean that they are equal.');
  });

  it('does not speak of a correction if there was none', () => {
    expect(comparisonPage({ ...report, correction: '' }, [], [])).not.toContain('corrected');
  });

  it('folds the variants of a sweep under one table', () => {
    const text = comparisonPage(comparisonOf({ placement: ['spread', 'b', 'c', 'd', 'e'] }, 3), [], []);
    expect(text.match(/<details><summary>\w against spread: /g)).toHaveLength(4);
    expect(text).toContain('<caption>All variants</caption>');
    expect(text).toContain(
      '<p class="verdict">Each variant that is better than spread in one metric is worse in another.</p>',
    );
  });

  it('escapes whatever names there are, in texts and in charts', async () => {
    const hostile: ComparisonReport = {
      ...comparisonOf({ [EVIL]: [EVIL, 'binpack'] }, 1),
      scenario: EVIL,
      description: EVIL,
      correction: EVIL,
      unchanged: [EVIL],
      warnings: [EVIL],
    };
    const courses = hostile.courses.map(({ variant, latency }) => ({ variant, latency: latency.slice(0, 3) }));
    const metrics = hostile.metrics.map((metric) => ({ ...metric, name: EVIL }));
    const charts: DrawnChart[] = await drawComparison({ ...hostile, metrics, courses });
    const files = [
      {
        name: 'comparison',
        ...COMPARISON_TABLES.comparison,
        columns: columnsWithAxes(COMPARISON_TABLES.comparison, [EVIL]),
      },
    ];
    const text = comparisonPage({ ...hostile, metrics }, charts, files);
    expect(charts).toHaveLength(3);
    expect(foreign(text)).toBeNull();
    expect(text.match(/<\/style>/g)).toHaveLength(1);
    expect(text).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
  }, 20_000);

  it('leaves out the headings of what is not there', () => {
    const empty = { ...report, metrics: [], unchanged: [], warnings: [], description: '' };
    expect(comparisonPage(empty, [], []).match(/Charts<|Warnings|against|The same in every run/g)).toBeNull();
  });
});

describe('planPage', () => {
  it('has the verdict on top, what binds, the values and the mixes', () => {
    const page = planPage(examplePlan(), [], []);
    expect(page).toContain('<p class="verdict good">✓ 5 worker nodes are the least that keep all promises');
    expect(page).toContain(
      'At 4 worker nodes, without worker2, <code>p99(shoppers) &lt; 250ms</code> is not kept; what is short: CPU',
    );
    expect(page).toContain('<td class="bad">✗</td><td>p99(shoppers) &lt; 250ms</td><td>infinite</td>');
    expect(page).toContain('<td class="good">cheapest</td>');
    expect(page).toContain('through the loss of any node');
  });

  it('says that there is no answer', () => {
    const page = planPage(impossiblePlan(), [], []);
    expect(page).toContain('<p class="verdict bad">✗ No number of worker nodes from 1 to 32 keeps');
    expect(page.match(/Mixes of machines|The answer is/g)).toBeNull();
  });

  it('escapes whatever names there are', () => {
    const plan = examplePlan();
    const points = plan.points.map((point) => ({
      ...point,
      promises: point.promises.map((promise) => ({ ...promise, promise: EVIL, loss: EVIL })),
    }));
    const binding = { promise: EVIL, loss: EVIL, resource: EVIL, at: 4 };
    const sought = { ...plan.sought, noun: EVIL };
    const page = planPage(
      { ...plan, scenario: EVIL, verdict: EVIL, promises: [EVIL], points, binding, sought },
      [],
      [],
    );
    expect(foreign(page)).toBeNull();
  });
});
