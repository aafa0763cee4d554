import type { LatencyRow } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import type { Chart, ChartContext, LegendItem, Panel } from './chart.ts';
import { colourBy, PER_SECOND, TIME_FROM, TIME_TO } from './encode.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { moreIn } from './more-in.ts';
import { panelTops, roundUp, tickCountFor } from './scales.ts';
import { OUTCOME_COLOURS } from './theme.ts';

const MOST_CLIENTS = 6;

export type OutcomeKind = keyof typeof OUTCOME_COLOURS;

const LABELS: Readonly<Record<OutcomeKind, string>> = {
  ok: 'ok',
  error_refused: 'refused',
  error_no_backend: 'no backend',
  error_backlog: 'backlog full',
  error_timeout: 'timeout',
  error_reset: 'reset',
  error_other: 'other',
};
/** From the bottom of a stack to its top. */
const KINDS = Object.keys(LABELS) as OutcomeKind[];

export const ERROR_KINDS = KINDS.filter((kind) => kind !== 'ok');

interface OutcomeChart {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly kinds: readonly OutcomeKind[];
}

interface Bar {
  readonly from_s: number;
  readonly to_s: number;
  readonly kind: string;
  readonly from_per_s: number;
  readonly to_per_s: number;
}

/** Requests a second that ended so, for each client that had any. None if there are none. */
export function outcomeStacks(context: ChartContext, { kinds, description, ...what }: OutcomeChart): Chart | null {
  const { latency } = context.result;
  const ended = latency.filter((row) => kinds.some((kind) => row[kind] > 0));
  if (ended.length === 0) return null;
  const rows = groupRows(ended, (row) => row.client);
  const clients = [...rows.keys()].sort(compareNatural);
  const shown = clients.slice(0, MOST_CLIENTS);
  const present = kinds.filter((kind) => ended.some((row) => row[kind] > 0));
  const intervalS = intervalOf(latency, context.endS);
  const bars = shown.map((client) =>
    (rows.get(client) ?? []).flatMap((row) => stackOf(row, present, lengthWithin(row.time_s, intervalS, context.endS))),
  );
  const { tops, note } = panelTops(bars.map((own) => greatestOf(own, (bar) => bar.to_per_s)));
  const heightPx = shown.length > 2 ? 90 : 130;
  const isNamed = new Set(latency.map((row) => row.client)).size > 1;
  return {
    ...what,
    description: `${description}${moreIn(clients.length - shown.length, 'client', 'latency.csv')}${note}`,
    legend: present.map(
      (kind): LegendItem => ({ label: LABELS[kind], colour: OUTCOME_COLOURS[kind], shape: 'square' }),
    ),
    panels: () =>
      shown.map((name, index) => ({
        ...(isNamed ? { name } : {}),
        heightPx,
        bands: context.bands,
        layers: [barLayer(bars[index] ?? [], tops[index] ?? 0, heightPx)],
      })),
  };
}

function barLayer(bars: readonly Bar[], top: number, heightPx: number): Panel['layers'][number] {
  const tickCount = tickCountFor(heightPx);
  return {
    data: { values: [...bars] },
    mark: { type: 'rect' },
    encoding: {
      x: TIME_FROM,
      x2: TIME_TO,
      y: {
        field: 'from_per_s',
        type: 'quantitative',
        scale: { domain: [0, roundUp(top)], nice: false },
        axis: { tickCount, labelExpr: PER_SECOND },
      },
      y2: { field: 'to_per_s' },
      fill: colourBy(
        'kind',
        KINDS.map((kind) => [LABELS[kind], OUTCOME_COLOURS[kind]]),
      ),
    },
  };
}

function stackOf(row: LatencyRow, kinds: readonly OutcomeKind[], lengthS: number): Bar[] {
  let height = 0;
  return kinds
    .filter((kind) => row[kind] > 0)
    .map((kind) => {
      const from_per_s = height;
      height += row[kind] / lengthS;
      const time = { from_s: row.time_s, to_s: row.time_s + lengthS };
      return { ...time, kind: LABELS[kind], from_per_s, to_per_s: height };
    });
}
