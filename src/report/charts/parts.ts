import { partNames } from '../../metrics/parts.ts';
import type { PartRow } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import { PART_LABELS } from '../words/part-labels.ts';
import type { Chart, ChartContext, Layer } from './chart.ts';
import { colourBy, TIME_FROM, TIME_TO } from './encode.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { latencyAxis } from './latency-axis.ts';
import { moreIn } from './more-in.ts';
import { panelTops } from './scales.ts';
import { PART_COLOURS } from './theme.ts';

const MOST_CLIENTS = 6;
/** Of a panel's height: what is thinner throughout nobody sees, nor looks for in the legend. */
const LEAST_SEEN_SHARE = 0.004;

/** Mean latency of each client over time, cut into its parts. None if no request was answered well. */
export function partsChart(context: ChartContext): Chart | null {
  const spent = context.result.parts.filter((row) => row.mean_ms !== null && row.mean_ms > 0);
  if (spent.length === 0) return null;
  const clients = [...new Set(spent.map((row) => row.client))].sort(compareNatural);
  const intervalS = intervalOf(context.result.latency, context.endS);
  const rows = groupRows(spent, (row) => row.client);
  const blocks = clients
    .slice(0, MOST_CLIENTS)
    .map((client) => blocksOf(rows.get(client) ?? [], intervalS, context.endS));
  const { tops, note } = panelTops(blocks.map((own) => greatestOf(own, ({ to_ms }) => to_ms)));
  const heightPx = clients.length > 2 ? 110 : clients.length === 2 ? 150 : 200;
  const isSeen = (part: string) =>
    blocks.some((own, index) =>
      own.some((block) => block.part === part && block.to_ms - block.from_ms > LEAST_SEEN_SHARE * (tops[index] ?? 0)),
    );
  return {
    name: 'parts',
    title: 'Where the time goes',
    description: `Mean latency of ok requests, cut into its parts.${moreIn(clients.length - MOST_CLIENTS, 'client', 'parts.csv')}${note}`,
    legend: partNames
      .filter((part) => isSeen(PART_LABELS[part]))
      .map((part) => ({ label: PART_LABELS[part], colour: PART_COLOURS[part], shape: 'square' })),
    panels: () =>
      clients.slice(0, MOST_CLIENTS).map((client, index) => ({
        ...(clients.length > 1 ? { name: client } : {}),
        heightPx,
        bands: context.bands,
        layers: [blockLayer(blocks[index] ?? [], latencyAxis([tops[index] ?? 0], false, heightPx))],
      })),
  };
}

interface Block {
  readonly from_s: number;
  readonly to_s: number;
  readonly part: string;
  readonly from_ms: number;
  readonly to_ms: number;
}

function blocksOf(rows: readonly PartRow[], intervalS: number, endS: number): Block[] {
  const blocks: Block[] = [];
  for (const [, parts] of groupRows(rows, (row) => String(row.time_s))) {
    let from_ms = 0;
    for (const { time_s, part, mean_ms } of parts) {
      const to_ms = from_ms + (mean_ms ?? 0);
      const to_s = time_s + lengthWithin(time_s, intervalS, endS);
      blocks.push({ from_s: time_s, to_s, part: PART_LABELS[part], from_ms, to_ms });
      from_ms = to_ms;
    }
  }
  return blocks;
}

function blockLayer(blocks: readonly Block[], axis: ReturnType<typeof latencyAxis>): Layer {
  return {
    data: { values: [...blocks] },
    mark: { type: 'rect' },
    encoding: {
      x: TIME_FROM,
      x2: TIME_TO,
      y: { field: 'from_ms', type: 'quantitative', ...axis },
      y2: { field: 'to_ms' },
      fill: colourBy(
        'part',
        partNames.map((part) => [PART_LABELS[part], PART_COLOURS[part]]),
      ),
    },
  };
}
