import { describe, expect, it } from 'vitest';
import type { LatencyRow, RunResult } from '../../simulation/run-result.ts';
import { exampleRun } from '../testing/example-run.ts';
import { type ChartContext, chartContext, type Layout } from './chart.ts';
import { errorChart } from './errors.ts';
import { latencyChart } from './latency.ts';
import { outcomeChart } from './outcomes.ts';
import { partsChart } from './parts.ts';

const layout: Layout = { plotWidthPx: 600, labelWidthPx: 60, narrow: false };
const run = exampleRun();

/** The example's client, and another whose latencies are so many times as long. */
function twoClients(factor: number): RunResult {
  const slower = (row: LatencyRow): LatencyRow => {
    const times = { p50_ms: row.p50_ms, p90_ms: row.p90_ms, p99_ms: row.p99_ms };
    const longer = Object.entries(times).map(([name, ms]) => [name, ms === null ? null : ms * factor]);
    return { ...row, client: 'zoo', ...Object.fromEntries(longer) };
  };
  return {
    ...run,
    latency: [...run.latency, ...run.latency.map(slower)],
    parts: [...run.parts, ...run.parts.map((row) => ({ ...row, client: 'zoo', mean_ms: (row.mean_ms ?? 0) * factor }))],
  };
}

type Make = (context: ChartContext) => ReturnType<typeof latencyChart>;

/** Where the axis of each panel begins and ends. */
function domains(make: Make, result: RunResult): unknown[] {
  const panels = make(chartContext(result))?.panels(layout) ?? [];
  return panels.map(({ layers }) => JSON.parse(JSON.stringify(layers))[0].encoding.y.scale.domain);
}

const note = 'each panel has a scale of its own';

describe('panels of one chart', () => {
  it.each([
    ['latency', latencyChart],
    ['parts', partsChart],
    ['outcomes', outcomeChart],
    ['errors', errorChart],
  ] as const)('%s: share a scale', (_name, make) => {
    const [first, second] = domains(make, twoClients(2));
    expect(first).toEqual(second);
    expect(make(chartContext(twoClients(2)))?.description).not.toContain(note);
  });

  it('have scales of their own where a common one would crush one of them, and the chart says so', () => {
    const [first, second] = domains(partsChart, twoClients(20)) as [number, number][];
    expect(second?.[1]).toBeGreaterThan(12 * (first?.[1] ?? 0));
    expect(partsChart(chartContext(twoClients(20)))?.description).toContain(note);
  });

  it('share a logarithmic scale in any case', () => {
    const [first, second] = domains(latencyChart, twoClients(200));
    expect(first).toEqual(second);
    expect(latencyChart(chartContext(twoClients(200)))?.description).not.toContain(note);
  });
});

describe('outcomes', () => {
  it('has the failed requests on top of the good ones, and both make all', () => {
    const row = run.latency.find(({ errors, ok }) => errors > 0 && ok > 0)!;
    const chart = outcomeChart(chartContext({ ...run, latency: [row, { ...row, time_s: row.time_s + 5, errors: 0 }] }));
    const bars = JSON.parse(JSON.stringify(chart?.panels(layout)[0]?.layers))[0].data.values;
    const own = bars.filter(({ from_s }: { from_s: number }) => from_s === row.time_s);
    expect(own[0]).toMatchObject({ kind: 'ok', from_per_s: 0, to_per_s: row.ok / 5 });
    expect(own[1].from_per_s).toBe(row.ok / 5);
    expect(own.at(-1).to_per_s).toBeCloseTo(row.requests / 5, 9);
  });
});
