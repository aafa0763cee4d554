import type { LatencyRow } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import type { Chart, ChartContext, Panel } from './chart.ts';
import { colourBy, TIME } from './encode.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { latencyAxis, spansDecades } from './latency-axis.ts';
import { moreIn } from './more-in.ts';
import { panelTops } from './scales.ts';
import { PERCENTILE_COLOURS } from './theme.ts';

const MOST_CLIENTS = 6;
const PERCENTILES = ['p50', 'p90', 'p99'] as const;

interface Point {
  readonly time_s: number;
  readonly percentile: string;
  readonly ms: number | null;
  /** No line reaches it: it needs a dot of its own. */
  readonly alone: boolean;
}

/** p50, p90 and p99 of each client over time. None if no request was answered well. */
export function latencyChart(context: ChartContext): Chart | null {
  const { latency } = context.result;
  const answered = latency.filter((row) => row.p99_ms !== null);
  if (answered.length === 0) return null;
  const clients = [...new Set(answered.map((row) => row.client))].sort(compareNatural);
  const shown = clients.slice(0, MOST_CLIENTS);
  const logarithmic = spansDecades(answered);
  const intervalS = intervalOf(latency, context.endS);
  const rows = groupRows(latency, (row) => row.client);
  const points = shown.map((client) => pointsOf(rows.get(client) ?? [], intervalS, context.endS));
  const { tops, note } = panelTops(points.map((own) => greatestOf(own, ({ ms }) => ms ?? 0)));
  // A logarithmic scale crushes nobody.
  const spanned = logarithmic ? shown.map(() => points.flat().map(({ ms }) => ms)) : tops.map((top) => [top]);
  const more = moreIn(clients.length - shown.length, 'client', 'latency.csv');
  return {
    name: 'latency',
    title: 'Latency of answered requests',
    description: `Median, 90th and 99th percentile of ok requests${logarithmic ? ' on a logarithmic scale' : ''}.${more}${logarithmic ? '' : note}`,
    legend: PERCENTILES.map((name) => ({ label: name, colour: PERCENTILE_COLOURS[name], shape: 'stroke' })),
    panels: ({ narrow }) => {
      const heightPx = panelHeight(shown.length, narrow);
      return shown.map((client, index) => ({
        ...(clients.length > 1 ? { name: client } : {}),
        heightPx,
        bands: context.bands,
        layers: layersOf(points[index] ?? [], latencyAxis(spanned[index] ?? [], logarithmic, heightPx)),
      }));
    },
  };
}

function panelHeight(panels: number, narrow: boolean): number {
  if (panels > 2) return 110;
  return panels === 2 ? 150 : narrow ? 200 : 260;
}

function pointsOf(rows: readonly LatencyRow[], intervalS: number, endS: number): Point[] {
  return PERCENTILES.flatMap((percentile) =>
    rows.map((row, index) => ({
      time_s: row.time_s + lengthWithin(row.time_s, intervalS, endS) / 2,
      percentile,
      ms: row[`${percentile}_ms`],
      alone: isEmpty(rows[index - 1]) && isEmpty(rows[index + 1]),
    })),
  );
}

function isEmpty(row: LatencyRow | undefined): boolean {
  return row === undefined || row.p99_ms === null;
}

function layersOf(points: readonly Point[], axis: ReturnType<typeof latencyAxis>): Panel['layers'] {
  const stroke = colourBy('percentile', Object.entries(PERCENTILE_COLOURS));
  const y = { field: 'ms', type: 'quantitative' as const, ...axis };
  return [
    {
      data: { values: [...points] },
      mark: { type: 'line', strokeWidth: 1.75, strokeJoin: 'round', invalid: 'break-paths-show-path-domains' },
      encoding: { x: TIME, y, stroke },
    },
    {
      data: { values: points.filter((point) => point.alone && point.ms !== null) },
      mark: { type: 'point', filled: true, size: 16, strokeWidth: 0, opacity: 1 },
      encoding: { x: TIME, y, fill: colourBy('percentile', Object.entries(PERCENTILE_COLOURS)) },
    },
  ];
}
