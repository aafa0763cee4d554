import type { HopRow } from '../../simulation/run-result.ts';
import { humanMs } from '../words/human.ts';
import type { Layout, LegendItem, View } from './chart.ts';
import { colourBy } from './encode.ts';
import { type Frame, innerWidthPx, isNarrow, LABEL_FLUSH_PX, leftEdge } from './frame.ts';
import { greatestOf } from './intervals.ts';
import { MS_LABEL } from './latency-axis.ts';
import { LABEL_GAP_PX, rowAxis } from './row-axis.ts';
import { fitText, textWidth } from './text-metrics.ts';
import { FONT_SIZE, NEUTRALS, PART_COLOURS } from './theme.ts';
import { isRest, type Line } from './waterfall-lines.ts';

const ROW_PX = 20;
const LABEL_PX = { least: 96, most: 210 } as const;

const GROUPS = ['on the way', 'balancer', 'backlog', 'service', 'calls'] as const;
const COLOURS: Readonly<Record<(typeof GROUPS)[number], string>> = {
  'on the way': PART_COLOURS.network,
  balancer: PART_COLOURS.queue,
  backlog: PART_COLOURS.backlog,
  service: PART_COLOURS.service,
  calls: PART_COLOURS.calls,
};

/** Requests that stand under one name, with one time axis. */
export interface Group {
  readonly name: string;
  readonly requests: readonly (readonly Line[])[];
  readonly endMs: number;
}

/** A hop, or what stands for the calls without a line; ms since the client's request left, rows from the top. */
export interface Bar {
  readonly from_ms: number;
  readonly to_ms: number;
  readonly top: number;
  readonly bottom: number;
  readonly group: (typeof GROUPS)[number];
}

/** Of what is seen. */
export function legendOf(bars: readonly Bar[]): LegendItem[] {
  const used = GROUPS.filter((group) => bars.some((bar) => bar.group === group));
  return used.map((group) => ({ label: group, colour: COLOURS[group], shape: 'square' }));
}

/** With as much room as the longest label takes, within bounds. */
export function layoutOf(groups: readonly Group[], frame: Frame): Layout {
  const narrow = isNarrow(frame);
  const lines = groups.flatMap(({ requests }) => requests.flat());
  const widest = greatestOf(lines, (line) => textWidth(wholeLabel(line), FONT_SIZE.label)) + LABEL_GAP_PX;
  const wanted = Math.min(LABEL_PX.most, Math.max(LABEL_PX.least, Math.ceil(widest)));
  const labelWidthPx = narrow ? LABEL_PX.least : wanted;
  return { plotWidthPx: innerWidthPx(frame) - labelWidthPx, labelWidthPx, narrow };
}

/** The requests of a group under each other, from 0 to `endMs`. */
export function panel(
  { name, requests }: Group,
  bars: readonly Bar[],
  endMs: number,
  withAxis: boolean,
  layout: Layout,
): View {
  const lines = requests.flat();
  const labels = lines.map((line) => labelOf(line, layout));
  const starts = requests.map((_, index) => ({ row: requests.slice(0, index).flat().length })).slice(1);
  const isNested = lines.length > requests.length;
  return {
    width: layout.plotWidthPx,
    height: ROW_PX * lines.length,
    title: { text: name, fontSize: FONT_SIZE.label, frame: 'group', offset: 3 },
    layer: [
      leftEdge(layout.labelWidthPx),
      {
        data: { values: isNested ? starts : [] },
        mark: { type: 'rule', stroke: NEUTRALS.axis.light, strokeWidth: 0.75 },
        encoding: { y: rowAxis('row', labels, layout) },
      },
      {
        data: { values: [...bars] },
        mark: { type: 'rect' },
        encoding: {
          x: {
            field: 'from_ms',
            type: 'quantitative',
            scale: { domain: [0, endMs], nice: false },
            axis: {
              tickCount: layout.narrow ? 4 : 8,
              grid: true,
              labelFlush: LABEL_FLUSH_PX,
              ...(withAxis ? { labelExpr: MS_LABEL } : { labels: false, ticks: false }),
            },
          },
          x2: { field: 'to_ms' },
          y: rowAxis('top', labels, layout),
          y2: { field: 'bottom' },
          fill: colourBy(
            'group',
            GROUPS.map((group) => [group, COLOURS[group]]),
          ),
        },
      },
    ],
  };
}

function wholeLabel(line: Line): string {
  const { start, name, end } = labelParts(line);
  return `${start}${name}${end}`;
}

/** Where there is no room for all of it the name is cut, not the time. */
function labelOf(line: Line, { labelWidthPx, narrow }: Layout): string {
  const { start, name, end, ended } = labelParts(line);
  if (narrow) return `${start}${ended}`;
  const room = labelWidthPx - LABEL_GAP_PX - textWidth(`${start}${end}`, FONT_SIZE.label);
  return `${start}${fitText(name, room, FONT_SIZE.label)}${end}`;
}

function labelParts(line: Line) {
  if (isRest(line)) {
    const ended = `${line.count} more`;
    return { start: '· ', name: '', end: `${ended}: at most ${humanMs(line.slowestMs)}`, ended };
  }
  const { client, request, outcome, latency_ms } = line.row;
  const ended = outcome === 'ok' ? humanMs(latency_ms) : `${outcome} ${humanMs(latency_ms)}`;
  return { start: '· '.repeat(line.depth), name: client, end: ` ${request}: ${ended}`, ended };
}

/** Of one line, the `row`-th of its panel. */
export function barsOf(line: Line, row: number, hops: ReadonlyMap<string, readonly HopRow[]>): Bar[] {
  const { bornMs } = line;
  if (!isRest(line)) return hopBars(hops.get(String(line.row.request)) ?? [], bornMs, row);
  const times = { from_ms: line.fromMs - bornMs, to_ms: line.toMs - bornMs };
  return [{ ...times, top: row + 0.4, bottom: row + 0.6, group: 'calls' }];
}

/** Attempts share the height of the row. */
function hopBars(hops: readonly HopRow[], bornMs: number, row: number): Bar[] {
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

function groupOf(what: string): Bar['group'] {
  return GROUPS.find((group) => group === what) ?? 'on the way';
}
