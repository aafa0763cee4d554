import type { PlacementRow } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import { BANDS, type Band, nodeBands } from './bands.ts';
import type { Chart, ChartContext, Panel } from './chart.ts';
import { colourBy, TIME_FROM, TIME_TO } from './encode.ts';
import { type HeatRow, heatChart } from './heat-rows.ts';
import { greatestOf, groupRows } from './intervals.ts';
import { MOST_NODE_PANELS } from './node-rows.ts';
import { LOAD_COLOUR } from './theme.ts';

/** So many stretches of time can be told apart at most. */
const MOST_STEPS = 400;

interface Block {
  readonly from_s: number;
  readonly to_s: number;
  readonly series: string;
  readonly from_tasks: number;
  readonly to_tasks: number;
}

/** Running tasks of each node over time, stacked by service and image. None if no task ever ran. */
export function placementChart(context: ChartContext): Chart | null {
  const { placement, nodes } = context.result;
  if (!placement.some((row) => row.running > 0)) return null;
  const byNode = groupRows(placement, (row) => row.node);
  const nodeRows = groupRows(nodes, (row) => row.node);
  const names = [...new Set([...nodeRows.keys(), ...byNode.keys()])].sort(compareNatural);
  const blocks = new Map(names.map((name) => [name, blocksOf(byNode.get(name) ?? [], context)]));
  const most = greatestOf([...blocks.values()], (own) => greatestOf(own, (block) => block.to_tasks)) || 1;
  const what = {
    name: 'placement',
    title: 'Tasks per node',
    description:
      'Running tasks on each node, by service and image, as the managers know it: those of a node that is down are veiled.',
  };
  if (names.length > MOST_NODE_PANELS) {
    const rows = names.map((name): HeatRow => ({ name, cells: totalsOf(blocks.get(name) ?? [], context.endS) }));
    const description = 'Running tasks on each node, of all services.';
    const labelOf = (value: number): string => `${Math.round(value)} tasks`;
    return heatChart({ ...what, description, colour: LOAD_COLOUR, labelOf, rows, top: most, table: 'placement.csv' });
  }
  return {
    ...what,
    legend: context.series.all.map(({ label, colour }) => ({ label, colour, shape: 'square' })),
    panels: () =>
      names.map((name) => {
        const bands = nodeBands(nodeRows.get(name) ?? [], context.endS);
        const down = bands.filter(({ kind }) => kind === 'down');
        const veil = down.length > 0 ? [veilLayer(down)] : [];
        return {
          name,
          heightPx: names.length > 6 ? 36 : 52,
          bands: [...context.updates, ...bands],
          layers: [blockLayer(blocks.get(name) ?? [], most, context), ...veil],
        };
      }),
  };
}

function blockLayer(blocks: readonly Block[], most: number, context: ChartContext): Panel['layers'][number] {
  const colours = context.series.all.map(({ label, colour }) => [label, colour] as const);
  return {
    data: { values: [...blocks] },
    mark: { type: 'rect' },
    encoding: {
      x: TIME_FROM,
      x2: TIME_TO,
      y: {
        field: 'from_tasks',
        type: 'quantitative',
        scale: { domain: [0, most], nice: false },
        axis: { values: [0, most], format: 'd' },
      },
      y2: { field: 'to_tasks' },
      fill: colourBy('series', colours),
    },
  };
}

/** Over tasks that the managers still call running, on a machine that is gone. */
function veilLayer(down: readonly Band[]): Panel['layers'][number] {
  return {
    data: { values: [...down] },
    mark: { type: 'rect', fill: BANDS.down.colour, fillOpacity: 0.7 },
    encoding: { x: TIME_FROM, x2: TIME_TO },
  };
}

/** One rectangle for as long as a series keeps its place in the node's stack. */
function blocksOf(changes: readonly PlacementRow[], context: ChartContext): Block[] {
  const running = new Map<string, number>();
  const open = new Map<string, Block>();
  const blocks: Block[] = [];
  const close = (series: string, to_s: number): void => {
    const block = open.get(series);
    if (block !== undefined && to_s > block.from_s) blocks.push({ ...block, to_s });
    open.delete(series);
  };
  for (const [from_s, together] of stepsOf(changes, context.endS)) {
    for (const row of together) running.set(context.series.of(row.service, row.image).label, row.running);
    let height = 0;
    for (const { label } of context.series.all) {
      const count = running.get(label) ?? 0;
      const block = open.get(label);
      const same = block !== undefined && block.from_tasks === height && block.to_tasks === height + count;
      if (!same) {
        close(label, from_s);
        if (count > 0) {
          open.set(label, { from_s, to_s: from_s, series: label, from_tasks: height, to_tasks: height + count });
        }
      }
      height += count;
    }
  }
  for (const series of [...open.keys()]) close(series, context.endS);
  return blocks;
}

/** Changes by time. Where there are more than can be drawn, those of one step count together, at its start. */
function stepsOf(changes: readonly PlacementRow[], endS: number): Map<number, PlacementRow[]> {
  const times = new Set(changes.map((row) => row.time_s));
  const stepS = times.size > MOST_STEPS ? endS / MOST_STEPS : 0;
  const steps = new Map<number, PlacementRow[]>();
  for (const row of changes) {
    const time_s = stepS > 0 ? Math.floor(row.time_s / stepS) * stepS : row.time_s;
    const step = steps.get(time_s);
    if (step === undefined) steps.set(time_s, [row]);
    else step.push(row);
  }
  return steps;
}

/** All running tasks of a node, in equal stretches of time. */
function totalsOf(blocks: readonly Block[], endS: number): HeatRow['cells'] {
  const lengthS = endS / 150;
  return Array.from({ length: 150 }, (_, index) => {
    const from_s = index * lengthS;
    const middle = from_s + lengthS / 2;
    const value = blocks
      .filter((block) => block.from_s <= middle && middle < block.to_s)
      .reduce((sum, block) => sum + block.to_tasks - block.from_tasks, 0);
    return { from_s, to_s: from_s + lengthS, value };
  });
}
