import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { exampleRun } from '../testing/example-run.ts';
import { wideRun } from '../testing/wide-run.ts';
import { chartsOf, labelWidthPx } from './all-charts.ts';
import { composeSpec } from './compose.ts';
import { type DrawnChart, drawCharts } from './draw.ts';
import { FILE_FRAME, NARROW_PAGE_FRAME } from './frame.ts';
import { textWidth } from './text-metrics.ts';

const run = exampleRun();
const names = (charts: readonly { readonly name: string }[]): string[] => charts.map((chart) => chart.name);

function chartNamed(charts: readonly DrawnChart[], name: string): DrawnChart {
  const chart = charts.find((candidate) => candidate.name === name);
  if (chart === undefined) throw new Error(`No chart ${name}.`);
  return chart;
}

/** All words that an SVG shows. */
function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<(?:text|tspan)[^>]*>([^<]*)</g)].map(([, text = '']) => text);
}

describe('drawCharts', () => {
  // Vega-Lite says by a warning that a spec contradicts itself.
  let drawn: DrawnChart[];
  beforeAll(async () => {
    vi.spyOn(console, 'warn').mockImplementation((...words) => {
      throw new Error(words.join(' '));
    });
    drawn = await drawCharts(run);
  });
  afterAll(() => {
    vi.restoreAllMocks();
  });

  it('draws all ten of a run under load', () => {
    expect(names(drawn)).toEqual([
      'latency',
      'parts',
      'outcomes',
      'errors',
      'placement',
      'tasks',
      'requests-per-node',
      'requests-per-task',
      'cpu-per-node',
      'percentiles',
    ]);
  });

  it('draws the same text again, whatever was drawn before', async () => {
    await drawCharts(wideRun(3, 6));
    const second = await drawCharts(run);
    expect(second.map((chart) => [chart.svg, chart.wideSvg, chart.narrowSvg])).toEqual(
      drawn.map((chart) => [chart.svg, chart.wideSvg, chart.narrowSvg]),
    );
    expect(
      second.map((chart) => chart.png.equals(drawn.find(({ name }) => name === chart.name)?.png as Buffer)),
    ).not.toContain(false);
  });

  it('says what is shown, in units, with the timeline’s commands', () => {
    const texts = textsOf(chartNamed(drawn, 'latency').svg);
    for (const text of ['Latency of answered requests', 'p99', 'update', '100 ms', '2m', '10m', 'crash worker2']) {
      expect(texts).toContain(text);
    }
    expect(texts).toContain('docker service update --image web:2 web');
  });

  it('draws each node with one scale', () => {
    const texts = textsOf(chartNamed(drawn, 'requests-per-node').svg);
    expect(texts.filter((text) => text === '500/s')).toHaveLength(3);
    expect(texts).toEqual(expect.arrayContaining(['manager1', 'worker1', 'worker2', 'node down', 'node drained']));
  });

  it('fits its width: no label is cut off at the right', () => {
    for (const { svg, narrowSvg } of drawn) {
      expect(svg).toMatch(/^<svg[^>]* width="800" height="\d+" viewBox="0 0 800 \d+"/);
      expect(narrowSvg).toMatch(/^<svg[^>]* width="358" height="\d+" viewBox="0 0 358 \d+"/);
    }
  });

  it('leaves out what would show nothing', async () => {
    const quiet = {
      ...run,
      latency: [],
      parts: [],
      percentiles: [],
      task_load: [],
      nodes: run.nodes.map((row) => ({ ...row, requests: 0, cpu_busy: 0 })),
    };
    expect(names(await drawCharts(quiet))).toEqual(['placement', 'tasks']);
    expect(await drawCharts({ ...quiet, tasks: [], placement: [] })).toEqual([]);
  });

  it('draws requests that are few and far between as dots', async () => {
    const few = run.latency.map((row, i) =>
      i % 30 === 7 ? row : { ...row, mean_ms: null, p50_ms: null, p90_ms: null, p99_ms: null },
    );
    const { svg } = chartNamed(await drawCharts({ ...run, latency: few }), 'latency');
    expect(
      svg.match(/<g class="mark-symbol role-mark[^>]*>(?:<path[^>]*><\/path>|<path[^>]*\/>){12}<\/g>/),
    ).not.toBeNull();
  });

  it('draws rows of shades for many nodes, and says what is not shown of many tasks', async () => {
    const charts = await drawCharts(wideRun(50, 300));
    expect(textsOf(chartNamed(charts, 'cpu-per-node').svg)).toContain('node-50');
    expect(chartNamed(charts, 'tasks').description).toContain('240 more slots are in tasks.csv.');
    expect(chartNamed(charts, 'requests-per-task').description).toContain('260 more slots are in task_load.csv.');
  }, 20_000);
});

describe('composeSpec', () => {
  const { charts, context } = chartsOf(run);

  it('carries its data and names its schema', () => {
    for (const chart of charts) {
      const spec = JSON.parse(JSON.stringify(composeSpec(chart, context, FILE_FRAME, 60)));
      expect(spec.$schema).toBe('https://vega.github.io/schema/vega-lite/v6.json');
      expect(JSON.stringify(spec)).not.toContain('"url"');
      expect(spec.title.text.join(' ')).toBe(chart.title);
    }
  });

  it('has no title and no key for the page, which has its own', () => {
    const spec = JSON.stringify(composeSpec(charts[0] as never, context, NARROW_PAGE_FRAME, 60));
    expect(spec).not.toContain('crash worker2');
    expect(JSON.parse(spec).title).toBeUndefined();
  });
});

describe('labelWidthPx', () => {
  it('has room for the longest name, but not for any', () => {
    const { context } = chartsOf(run);
    expect(labelWidthPx(context, false)).toBeGreaterThan(textWidth('web.1', 11) + 8);
    const long = run.tasks.map((row) => ({ ...row, service: 'a-service-with-a-name-that-nobody-can-remember' }));
    expect(labelWidthPx({ ...context, result: { ...run, tasks: long } }, true)).toBe(96);
  });
});
