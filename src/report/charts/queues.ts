import { compareNatural } from '../tables/natural-order.ts';
import type { Chart, ChartContext, Layer } from './chart.ts';
import { TIME_FROM, TIME_TO } from './encode.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { moreIn } from './more-in.ts';
import { panelTops, roundUp, tickCountFor } from './scales.ts';
import { PART_COLOURS } from './theme.ts';

const MOST_PLACES = 6;
/** Mean over an interval: what never reaches it is no queue. */
const LEAST_LENGTH = 0.5;

interface Block {
  readonly place: string;
  readonly time_s: number;
  readonly mean: number;
  readonly most: number;
}

/** How many requests wait over time, in the backlogs of each service's tasks and in each balancer. None if hardly one ever waits. */
export function queueChart(context: ChartContext): Chart | null {
  const { service_load, balancer_load } = context.result;
  const blocks: Block[] = [
    ...balancer_load.map(({ balancer, time_s, queue_length: mean, queue_length_max: most }) => ({
      ...{ place: `balancer ${balancer}`, time_s, mean, most },
    })),
    ...service_load.map(({ service, time_s, backlog_length: mean, backlog_length_max: most }) => ({
      ...{ place: `service ${service}`, time_s, mean, most },
    })),
  ];
  const rows = [...groupRows(blocks, ({ place }) => place)].filter(([, own]) =>
    own.some(({ mean }) => mean >= LEAST_LENGTH),
  );
  if (rows.length === 0) return null;
  const shown = rows.sort(([a], [b]) => compareNatural(a, b)).slice(0, MOST_PLACES);
  const intervalS = intervalOf(blocks, context.endS);
  const { tops, note } = panelTops(shown.map(([, own]) => greatestOf(own, ({ most }) => most)));
  const heightPx = shown.length > 2 ? 90 : 130;
  const more = moreIn(rows.length - shown.length, 'queue', 'service_load.csv');
  return {
    name: 'queues',
    title: 'Requests that wait',
    description: `In the backlogs of a service's tasks, and in a balancer: the mean of each interval, and the most at once.${more}${note}`,
    legend: [
      { label: 'mean', colour: PART_COLOURS.backlog, shape: 'square' },
      { label: 'most', colour: PART_COLOURS.queue, shape: 'stroke' },
    ],
    panels: () =>
      shown.map(([place, own], index) => ({
        name: place,
        heightPx,
        bands: context.bands,
        layers: layersOf(own, intervalS, context.endS, tops[index] ?? 0, heightPx),
      })),
  };
}

function layersOf(own: readonly Block[], intervalS: number, endS: number, top: number, heightPx: number): Layer[] {
  const values = own.map(({ time_s, mean, most }) => ({
    from_s: time_s,
    to_s: time_s + lengthWithin(time_s, intervalS, endS),
    zero: 0,
    mean,
    most,
  }));
  const scale = { domain: [0, roundUp(top)], nice: false };
  const axis = { tickCount: tickCountFor(heightPx), labelExpr: "format(datum.value, '~r')" };
  return [
    {
      data: { values },
      mark: { type: 'rect', fill: PART_COLOURS.backlog },
      encoding: {
        x: TIME_FROM,
        x2: TIME_TO,
        y: { field: 'zero', type: 'quantitative', scale, axis },
        y2: { field: 'mean' },
      },
    },
    {
      data: { values },
      mark: { type: 'rule', stroke: PART_COLOURS.queue, strokeWidth: 1.5 },
      encoding: { x: TIME_FROM, x2: TIME_TO, y: { field: 'most', type: 'quantitative', scale, axis } },
    },
  ];
}
