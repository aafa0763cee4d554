import type { Chart, ChartContext } from './chart.ts';
import { ERROR_KINDS, outcomeStacks } from './outcome-stacks.ts';

/** Failed requests a second by kind, for each client that had any. None if there are none. */
export function errorChart(context: ChartContext): Chart | null {
  return outcomeStacks(context, {
    name: 'errors',
    title: 'Failed requests by kind',
    description: 'Failed requests per second.',
    kinds: ERROR_KINDS,
  });
}
