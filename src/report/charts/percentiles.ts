import type { PercentileRow, RunResult } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import type { LegendItem, View } from './chart.ts';
import { colourBy } from './encode.ts';
import { framedSpec, innerWidthPx, isNarrow, LABEL_FLUSH_PX, leftEdge } from './frame.ts';
import { latencyAxis } from './latency-axis.ts';
import { legendView } from './legend.ts';
import { moreIn } from './more-in.ts';
import type { SingleChart } from './single-chart.ts';
import { SERVICE_HUES } from './theme.ts';

const LABEL_PX = 64;
/** From this ratio of the slowest to the fastest on. */
const LOG_FROM_RATIO = 100;
const STRONG = 1;
const AXIS_LABELS = '0% 25% 50% 75% 90% 95% 99% 99.9% 99.99% 99.999% 99.9999%'.split(' ');
/** Those that are left out where the axis has more factors of ten than this. */
const FINE_LABELS = [
  ['25%', 1.5],
  ['75%', 2.5],
  ['95%', 2.5],
] as const;

/** How slow which share of each client's requests is. None without requests. */
export function percentilesChart({
  percentiles,
  summary,
}: Pick<RunResult, 'percentiles' | 'summary'>): SingleChart | null {
  // Calls between services are in the table: the chart is of what users see, if there are such.
  const callers = new Set(Object.keys(summary.clients).filter((name) => !name.includes('/')));
  const clients = [...new Set(percentiles.map(({ client }) => client))].filter((name) => callers.has(name));
  if (clients.length === 0) return null;
  const shown = clients.sort(compareNatural).slice(0, SERVICE_HUES.length);
  const colours = shown.map((name, index) => [name, SERVICE_HUES[index]![STRONG]] as const);
  const points = percentiles.filter(({ client }) => shown.includes(client)).map(pointOf);
  const latencies = points.map(({ ms }) => ms);
  const logarithmic = Math.max(...latencies) > LOG_FROM_RATIO * Math.max(Math.min(...latencies), Number.MIN_VALUE);
  const captions = {
    name: 'percentiles',
    title: 'Latency by percentile',
    description: `So many of all requests took no longer${logarithmic ? '; the scale is logarithmic' : ''}. A failed request counts as slower than any other: there a curve ends.${moreIn(clients.length - shown.length, 'client', 'percentiles.csv')}`,
  };
  const legend = colours.map(([label, colour]): LegendItem => ({ label, colour, shape: 'stroke' }));
  return {
    ...captions,
    specFor: (frame) => {
      const narrow = isNarrow(frame);
      const layout = { plotWidthPx: innerWidthPx(frame) - LABEL_PX, labelWidthPx: LABEL_PX, narrow };
      const height = narrow ? 200 : 280;
      const view: View = {
        width: layout.plotWidthPx,
        height,
        layer: [
          leftEdge(LABEL_PX),
          {
            data: { values: points },
            mark: { type: 'line', strokeWidth: 2, strokeJoin: 'round' },
            encoding: {
              x: {
                field: 'decades',
                type: 'quantitative',
                scale: { nice: false, zero: true },
                axis: decadeAxis(points),
              },
              y: { field: 'ms', type: 'quantitative', ...latencyAxis(latencies, logarithmic, height) },
              stroke: colourBy('client', colours),
            },
          },
        ],
      };
      return framedSpec(captions, [legendView(legend, layout), view], frame);
    },
  };
}

interface Point {
  readonly client: string;
  /** Factors of ten of slower requests: 1 = the 90th percentile, 2 = the 99th. */
  readonly decades: number;
  readonly ms: number;
}

function pointOf({ client, percentile, latency_ms }: PercentileRow): Point {
  return { client, decades: decadesOf(percentile), ms: latency_ms };
}

/** Rounded, so that a tick is found by its value. */
function decadesOf(percentile: number): number {
  return Number(Math.abs(Math.log10(1 - percentile / 100)).toFixed(9));
}

function decadeAxis(points: readonly Point[]) {
  const last = Math.max(...points.map(({ decades }) => decades));
  const ticks = AXIS_LABELS.map((label) => ({ label, decade: decadesOf(Number.parseFloat(label)) }));
  const within = ticks.filter(({ decade }) => decade <= last + 1e-9);
  // A short axis has room for more, a long one has not.
  const shown = within.filter(({ label }) => !FINE_LABELS.some(([fine, until]) => fine === label && last > until));
  const labels = shown.map(({ label, decade }) => `datum.value === ${decade} ? '${label}' : `).join('');
  return {
    values: shown.map(({ decade }) => decade),
    labelExpr: `${labels}''`,
    grid: true,
    labelFlush: LABEL_FLUSH_PX,
  };
}
