import { humanNumber, humanShare } from '../words/human.ts';
import type { Chart, ChartContext } from './chart.ts';
import { PER_SECOND } from './encode.ts';
import { type HeatRow, heatChart } from './heat-rows.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from './intervals.ts';
import { moreIn } from './more-in.ts';
import { nodeChart } from './node-rows.ts';
import { roundUp } from './scales.ts';
import { pickSlots, slotName } from './slots.ts';
import { CPU_COLOUR, LOAD_COLOUR } from './theme.ts';

const MOST_SLOTS = 40;
const perSecond = (value: number): string => `${humanNumber(value)}/s`;

export function nodeRequestsChart(context: ChartContext): Chart | null {
  return nodeChart(context, {
    name: 'requests-per-node',
    title: 'Requests per node',
    description: "Requests per second that ended at each node's tasks.",
    colour: LOAD_COLOUR,
    valueOf: (row, lengthS) => row.requests / lengthS,
    most: null,
    labelExpression: PER_SECOND,
    labelOf: perSecond,
  });
}

export function nodeCpuChart(context: ChartContext): Chart | null {
  return nodeChart(context, {
    name: 'cpu-per-node',
    title: 'CPU per node',
    description: "Share of each node's CPUs that was busy.",
    colour: CPU_COLOUR,
    valueOf: (row) => row.cpu_busy,
    most: 1,
    labelExpression: "format(datum.value, '.0%')",
    labelOf: humanShare,
  });
}

/** Requests a second of each slot; the tasks of one slot follow each other in its row. None without requests. */
export function taskRequestsChart(context: ChartContext): Chart | null {
  const { task_load } = context.result;
  const intervalS = intervalOf(task_load, context.endS);
  const bySlot = groupRows(task_load, (row) => slotName(row.service, row.slot, row.node));
  const tasksBySlot = new Map([...bySlot].map(([slot, rows]) => [slot, new Set(rows.map((row) => row.task)).size]));
  const picked = pickSlots(tasksBySlot, MOST_SLOTS);
  const rows = picked.map((name): HeatRow => {
    const byTime = groupRows(bySlot.get(name) ?? [], (row) => String(row.time_s));
    const cells = [...byTime.values()].map((sameTime) => {
      const from_s = sameTime[0]?.time_s ?? 0;
      const lengthS = lengthWithin(from_s, intervalS, context.endS);
      const requests = sameTime.reduce((sum, row) => sum + row.requests, 0);
      return { from_s, to_s: from_s + lengthS, value: requests / lengthS };
    });
    return { name, cells: cells.sort((a, b) => a.from_s - b.from_s) };
  });
  const greatest = greatestOf(rows, (row) => greatestOf(row.cells, (cell) => cell.value));
  if (greatest === 0) return null;
  const more = moreIn(tasksBySlot.size - picked.length, 'slot', 'task_load.csv');
  return heatChart({
    name: 'requests-per-task',
    title: 'Requests per task',
    description: `Requests per second of each slot's tasks.${more}`,
    colour: LOAD_COLOUR,
    labelOf: perSecond,
    rows,
    top: roundUp(greatest),
    table: 'task_load.csv',
  });
}
