import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DrawnChart } from '../../charts/draw.ts';
import { comparisonOf, exampleComparison } from '../../testing/example-comparison.ts';
import { examplePlan, impossiblePlan } from '../../testing/example-plan.ts';
import type { ComparisonReport } from '../comparison-report.ts';
import { coursesChart } from './courses.ts';
import { differencePanels } from './difference-rows.ts';
import { differencesChart } from './differences.ts';
import { drawComparison, drawPlan } from './draw-experiment.ts';
import { meansChart } from './means.ts';
import { planCurveChart } from './plan-curve.ts';

/** All words that an SVG shows. */
function textsOf(svg: string | undefined): string[] {
  return [...(svg ?? '').matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)].map(([, text = '']) => text);
}

function svgOf(charts: readonly DrawnChart[], name: string): string | undefined {
  return charts.find((chart) => chart.name === name)?.svg;
}

// Vega-Lite says by a warning that a spec contradicts itself.
beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation((...words) => {
    throw new Error(words.join(' '));
  });
});
afterAll(() => {
  vi.restoreAllMocks();
});

describe('charts of two variants', () => {
  let drawn: DrawnChart[];
  beforeAll(async () => {
    drawn = await drawComparison(exampleComparison());
  }, 20_000);

  it('are three, each as wide as its place', () => {
    expect(drawn.map(({ name }) => name)).toEqual(['differences', 'means', 'courses']);
    for (const { svg, wideSvg, narrowSvg } of drawn) {
      expect(svg).toMatch(/^<svg[^>]* width="800"/);
      expect(wideSvg).toMatch(/^<svg[^>]* width="880"/);
      expect(narrowSvg).toMatch(/^<svg[^>]* width="358"/);
    }
  });

  it('show each difference with its number and verdict', () => {
    const texts = textsOf(svgOf(drawn, 'differences'));
    expect(texts).toEqual(expect.arrayContaining(['p99(shoppers)', '−14.2%  better', '+143.3%  worse', 'better', '0']));
    expect(texts).not.toContain('pending');
    expect(drawn[0]?.description).toContain('Without 1 metric whose baseline is 0');
  });

  it('cut off what would flatten all others, and say so by an arrow', () => {
    const svg = svgOf(drawn, 'differences') ?? '';
    expect(textsOf(svg)).toContain('+60%');
    expect(textsOf(svg)).not.toContain('+80%');
    expect(JSON.stringify(drawn[0]?.spec).match(/"arrow":"triangle-(left|right)"/g)).toEqual([
      '"arrow":"triangle-right"',
    ]);
  });

  it('have all metrics among the means, in their units', () => {
    const texts = textsOf(svgOf(drawn, 'means'));
    expect(texts.filter((text) => text === 'binpack')).toHaveLength(8);
    expect(texts).toEqual(expect.arrayContaining(['pending', '15 ms', '97.2%', '0']));
  });
});

describe('charts of many variants', () => {
  const grid = comparisonOf({ placement: ['spread', 'binpack'], 'services.web.deploy.replicas': ['4', '6', '8'] }, 2);

  let drawn: DrawnChart[];
  beforeAll(async () => {
    drawn = await drawComparison({ ...grid, courses: [] });
  }, 20_000);

  it('have a panel of differences for each metric', () => {
    const texts = textsOf(svgOf(drawn, 'differences'));
    expect(texts.filter((text) => text === 'placement=binpack replicas=8')).toHaveLength(2);
    expect(texts).toEqual(expect.arrayContaining(['mean(shoppers)', 'p99(shoppers)']));
  });

  it('draw means over the only numeric axis, a line for each value of the other', () => {
    const chart = meansChart(grid);
    expect(chart?.title).toBe('Means over services.web.deploy.replicas');
    expect(chart?.legend.map(({ label }) => label)).toEqual(['spread', 'binpack']);
    const texts = textsOf(svgOf(drawn, 'means'));
    expect(texts.filter((text) => /^[468]$/.test(text))).toEqual(['4', '6', '8', '4', '6', '8']);
  });

  it.each<[string, Readonly<Record<string, readonly string[]>>]>([
    ['two numeric axes', { a: ['1', '2', '3'], b: ['1', '2', '3'] }],
    ['two values only', { a: ['1', '2'] }],
    ['a word among the numbers', { a: ['1', '2', 'many'] }],
    ['three axes', { a: ['1', '2', '3'], b: ['x', 'y'], c: ['x', 'y'] }],
  ])('draw a row a variant with %s', (_what, axes) => {
    expect(meansChart(comparisonOf(axes, 1))?.title).toBe('Means by variant');
  });

  it('show 24 variants, and say where the others are', () => {
    const report = comparisonOf({ a: Array.from({ length: 30 }, (_, i) => `v${i}`) }, 1);
    for (const chart of [differencesChart(report), meansChart(report)]) {
      expect(chart?.description).toContain(' 6 more variants are in comparison.csv.');
    }
    expect(differencePanels(report).panels[0]?.rows).toHaveLength(23);
  });

  it('name the client where there are several, and what is not shown', () => {
    const report = comparisonOf({ a: Array.from({ length: 14 }, (_, i) => `v${i}`) }, 1);
    const courses = report.courses.map((course) => ({
      ...course,
      latency: ['a', 'b', 'c', 'd', 'e'].flatMap((client) =>
        course.latency.slice(0, 3).map((row) => ({ ...row, client })),
      ),
    }));
    expect(coursesChart({ ...report, courses })?.description).toContain(
      ' In courses.csv: 2 more variants, 1 more client.',
    );
  });
});

describe('what cannot be drawn', () => {
  const report = exampleComparison();

  it('is left out', () => {
    const cells = [
      { mean: null, difference: null },
      { mean: null, difference: null },
    ];
    const nothing: ComparisonReport = {
      ...report,
      metrics: report.metrics.map((metric) => ({ ...metric, cells })),
      courses: [],
    };
    expect([differencesChart(nothing), meansChart(nothing), coursesChart(nothing)]).toEqual([null, null, null]);
    expect(planCurveChart({ ...examplePlan(), points: [] })).toBeNull();
  });

  it('does not keep the rest from being drawn: a variant without a mean', async () => {
    const [metric] = report.metrics;
    const cells = [metric?.cells[0], { mean: null, difference: null }];
    const metrics = [{ ...metric, cells }] as ComparisonReport['metrics'];
    const charts = await drawComparison({ ...report, metrics, courses: [] });
    expect(charts.map(({ name }) => name)).toEqual(['means']);
  });
});

describe('the curve of a plan', () => {
  it('has a panel for each promise with its limit and the answer', async () => {
    const [curve] = await drawPlan(examplePlan());
    const texts = textsOf(curve?.svg);
    expect(texts).toEqual(
      expect.arrayContaining([
        'p99(shoppers) &lt; 250ms',
        'pending == 0',
        'update_state(web) == completed',
        'limit 250ms',
      ]),
    );
    expect(texts.filter((text) => text === 'answer: 5')).toHaveLength(3);
    expect(texts).toContain('without bound: failed requests decide');
  });

  it('needs no answer, and one value is enough', async () => {
    const { points } = impossiblePlan();
    const [curve] = await drawPlan({ ...impossiblePlan(), points: points.slice(0, 1) });
    expect(textsOf(curve?.svg)).not.toContain('answer: 5');
  });

  it('needs no finite value', async () => {
    const failed = examplePlan().points.slice(0, 2);
    const [curve] = await drawPlan({ ...examplePlan(), answer: null, points: failed });
    expect(textsOf(curve?.svg)).toContain('limit 250ms');
  });
});
