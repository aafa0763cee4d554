import type { LatencyRow } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import type { Chart, ChartContext, Panel } from './chart.ts';
import { colourBy, PER_SECOND, TIME_FROM, TIME_TO } from './encode.ts';
import { groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { moreIn } from './more-in.ts';
import { ERROR_COLOURS } from './theme.ts';

const MOST_CLIENTS = 6;

type ErrorKind = keyof typeof ERROR_COLOURS;

const LABELS: Readonly<Record<ErrorKind, string>> = {
  error_refused: 'refused',
  error_no_backend: 'no backend',
  error_backlog: 'backlog full',
  error_timeout: 'timeout',
  error_reset: 'reset',
  error_other: 'other',
};
const KINDS = Object.keys(LABELS) as ErrorKind[];

/** Failed requests a second by kind, for each client that had any. None if there are none. */
export function errorChart(context: ChartContext): Chart | null {
  const { latency } = context.result;
  const failed = latency.filter((row) => row.errors > 0);
  if (failed.length === 0) return null;
  const clients = [...new Set(failed.map((row) => row.client))].sort(compareNatural);
  const kinds = KINDS.filter((kind) => failed.some((row) => row[kind] > 0));
  const intervalS = intervalOf(latency, context.endS);
  const rows = groupRows(failed, (row) => row.client);
  return {
    name: 'errors',
    title: 'Failed requests by kind',
    description: `Failed requests per second.${moreIn(clients.length - MOST_CLIENTS, 'client', 'latency.csv')}`,
    legend: kinds.map((kind) => ({ label: LABELS[kind], colour: ERROR_COLOURS[kind], shape: 'square' })),
    panels: () =>
      clients.slice(0, MOST_CLIENTS).map((client) => ({
        ...(new Set(latency.map((row) => row.client)).size > 1 ? { name: client } : {}),
        heightPx: clients.length > 2 ? 90 : 130,
        bands: context.bands,
        layers: [barLayer(rows.get(client) ?? [], kinds, intervalS, context.endS)],
      })),
  };
}

function barLayer(
  rows: readonly LatencyRow[],
  kinds: readonly ErrorKind[],
  intervalS: number,
  endS: number,
): Panel['layers'][number] {
  const bars = rows.flatMap((row) => stackOf(row, kinds, lengthWithin(row.time_s, intervalS, endS)));
  return {
    data: { values: bars },
    mark: { type: 'rect' },
    encoding: {
      x: TIME_FROM,
      x2: TIME_TO,
      y: {
        field: 'from_per_s',
        type: 'quantitative',
        scale: { zero: true, nice: 3 },
        axis: { tickCount: 4, labelExpr: PER_SECOND },
      },
      y2: { field: 'to_per_s' },
      fill: colourBy(
        'kind',
        KINDS.map((kind) => [LABELS[kind], ERROR_COLOURS[kind]]),
      ),
    },
  };
}

function stackOf(row: LatencyRow, kinds: readonly ErrorKind[], lengthS: number) {
  let height = 0;
  return kinds
    .filter((kind) => row[kind] > 0)
    .map((kind) => {
      const from_per_s = height;
      height += row[kind] / lengthS;
      return {
        from_s: row.time_s,
        to_s: row.time_s + lengthS,
        kind: LABELS[kind],
        from_per_s,
        to_per_s: height,
      };
    });
}
