import type { Chart, ChartContext } from './chart.ts';
import { ERROR_KINDS, outcomeStacks } from './outcome-stacks.ts';

/** Requests a second by how they ended, the ok ones with the others on top. None without requests. */
export function outcomeChart(context: ChartContext): Chart | null {
  return outcomeStacks(context, {
    name: 'outcomes',
    title: 'Requests by outcome',
    description: 'Requests per second that ended, by how they did.',
    kinds: ['ok', ...ERROR_KINDS],
  });
}
