import type { HopRow, RequestRow, RunResult } from '../../simulation/run-result.ts';
import { humanMs } from '../words/human.ts';
import type { LegendItem, View } from './chart.ts';
import { colourBy } from './encode.ts';
import { framedSpec, innerWidthPx, isNarrow, leftEdge } from './frame.ts';
import { groupRows } from './intervals.ts';
import { MS_LABEL } from './latency-axis.ts';
import { legendView } from './legend.ts';
import { rowAxis } from './row-axis.ts';
import type { SingleChart } from './single-chart.ts';
import { PART_COLOURS } from './theme.ts';

const SLOWEST = 10;
const USUAL = 6;
/** Rows for requests and the calls that they caused; fewer requests are shown where each has many. */
const MOST_ROWS = 40;
const ROW_PX = 20;
const LABEL_PX = 140;
const NARROW_LABEL_PX = 96;

const GROUPS = ['on the way', 'balancer', 'backlog', 'service', 'calls'] as const;
const COLOURS: Readonly<Record<(typeof GROUPS)[number], string>> = {
  'on the way': PART_COLOURS.network,
  balancer: PART_COLOURS.queue,
  backlog: PART_COLOURS.backlog,
  service: PART_COLOURS.service,
  calls: PART_COLOURS.calls,
};

/** The way of the slowest traced requests, and of some that took the median time. None without traced hops. */
export function waterfall(result: Pick<RunResult, 'requests' | 'hops'>): SingleChart | null {
  const hops = groupRows(result.hops, (row) => String(row.request));
  const traced = result.requests.filter(({ request }) => hops.has(String(request)));
  const sent = traced.filter(({ parent }) => parent === null);
  if (sent.length === 0) return null;
  const calls = groupRows(
    traced.filter(({ parent }) => parent !== null),
    (row) => String(row.parent),
  );
  const shown = chosen(sent, calls);
  const captions = {
    name: 'waterfall',
    title: 'The way of single requests',
    description: `The ${shown.slowest} slowest of ${sent.length} traced requests${shown.usual > 0 ? `, and ${shown.usual} around the median` : ''}: each bar is a hop; attempts stand under each other${calls.size > 0 ? ', calls to other services below the request that makes them' : ''}. All are in hops.csv.`,
  };
  const bars = shown.rows.flatMap(({ row, bornMs }, index) =>
    barsOf(hops.get(String(row.request)) ?? [], bornMs, index),
  );
  const used = GROUPS.filter((group) => bars.some((bar) => bar.group === group));
  const legend = used.map((group): LegendItem => ({ label: group, colour: COLOURS[group], shape: 'square' }));
  return {
    ...captions,
    specFor: (frame) => {
      const narrow = isNarrow(frame);
      const labelWidthPx = narrow ? NARROW_LABEL_PX : LABEL_PX;
      const layout = { plotWidthPx: innerWidthPx(frame) - labelWidthPx, labelWidthPx, narrow };
      const names = shown.rows.map((row) => labelOf(row, narrow));
      const view: View = {
        width: layout.plotWidthPx,
        height: ROW_PX * names.length,
        layer: [
          leftEdge(labelWidthPx),
          {
            data: { values: bars },
            mark: { type: 'rect' },
            encoding: {
              x: {
                field: 'from_ms',
                type: 'quantitative',
                scale: { zero: true, nice: false },
                axis: { tickCount: narrow ? 4 : 8, labelExpr: MS_LABEL, grid: true },
              },
              x2: { field: 'to_ms' },
              y: rowAxis('top', names, layout),
              y2: { field: 'bottom' },
              fill: colourBy(
                'group',
                GROUPS.map((group) => [group, COLOURS[group]]),
              ),
            },
          },
        ],
      };
      return framedSpec(captions, [legendView(legend, layout), view], frame);
    },
  };
}

/** A line of the chart. */
interface Line {
  readonly row: RequestRow;
  /** 0 = a client's request; its calls are one deeper. */
  readonly depth: number;
  /** When the client's request left: where its time begins. */
  readonly bornMs: number;
}

type Calls = ReadonlyMap<string, readonly RequestRow[]>;

function chosen(sent: readonly RequestRow[], calls: Calls): { rows: Line[]; slowest: number; usual: number } {
  const byLatency = [...sent].sort((a, b) => b.latency_ms - a.latency_ms || a.request - b.request);
  const slowest = fitting(byLatency.slice(0, SLOWEST), calls, MOST_ROWS);
  const others = byLatency.slice(slowest.count);
  const middle = Math.max(0, Math.floor(byLatency.length / 2) - slowest.count - USUAL / 2);
  const usual = fitting(others.slice(middle, middle + USUAL), calls, MOST_ROWS - slowest.lines.length);
  return { rows: [...slowest.lines, ...usual.lines], slowest: slowest.count, usual: usual.count };
}

/** As many of the requests, with their calls, as have room; the first in any case. */
function fitting(requests: readonly RequestRow[], calls: Calls, room: number): { lines: Line[]; count: number } {
  const lines: Line[] = [];
  let count = 0;
  for (const row of requests) {
    const own = [...withCalls(row, calls, 0, bornMsOf(row))];
    if (count > 0 && lines.length + own.length > room) break;
    lines.push(...own.slice(0, MOST_ROWS));
    count++;
  }
  return { lines, count };
}

function* withCalls(row: RequestRow, calls: Calls, depth: number, bornMs: number): Iterable<Line> {
  yield { row, depth, bornMs };
  const own = [...(calls.get(String(row.request)) ?? [])].sort((a, b) => a.request - b.request);
  for (const call of own) yield* withCalls(call, calls, depth + 1, bornMs);
}

function bornMsOf({ time_s, latency_ms }: RequestRow): number {
  return time_s * 1000 - latency_ms;
}

function labelOf({ row: { request, outcome, latency_ms, client }, depth }: Line, narrow: boolean): string {
  const ended = outcome === 'ok' ? humanMs(latency_ms) : `${outcome} ${humanMs(latency_ms)}`;
  const indent = '· '.repeat(depth);
  return narrow ? `${indent}${ended}` : `${indent}${client} ${request}: ${ended}`;
}

/** Attempts share the height of the row. */
function barsOf(hops: readonly HopRow[], bornMs: number, row: number) {
  const attempts = Math.max(...hops.map(({ attempt }) => attempt));
  const lane = 0.8 / attempts;
  return hops
    .filter(({ start_s, end_s }) => end_s > start_s)
    .map(({ attempt, what, start_s, end_s }) => ({
      from_ms: start_s * 1000 - bornMs,
      to_ms: end_s * 1000 - bornMs,
      top: row + 0.1 + (attempt - 1) * lane,
      bottom: row + 0.1 + attempt * lane,
      group: groupOf(what),
    }));
}

function groupOf(what: string): (typeof GROUPS)[number] {
  return GROUPS.find((group) => group === what) ?? 'on the way';
}
