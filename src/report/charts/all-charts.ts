import type { RunResult } from '../../simulation/run-result.ts';
import { compareNatural } from '../tables/natural-order.ts';
import { type Chart, type ChartContext, chartContext } from './chart.ts';
import { errorChart } from './errors.ts';
import { taskChart } from './gantt.ts';
import { greatestOf } from './intervals.ts';
import { latencyChart } from './latency.ts';
import { nodeCpuChart, nodeRequestsChart, taskRequestsChart } from './load.ts';
import { MOST_NODE_PANELS } from './node-rows.ts';
import { outcomeChart } from './outcomes.ts';
import { partsChart } from './parts.ts';
import { placementChart } from './placement.ts';
import { queueChart } from './queues.ts';
import { slotName } from './slots.ts';
import { textWidth } from './text-metrics.ts';
import { FONT_SIZE } from './theme.ts';

const CHARTS: readonly ((context: ChartContext) => Chart | null)[] = [
  latencyChart,
  partsChart,
  outcomeChart,
  errorChart,
  queueChart,
  placementChart,
  taskChart,
  nodeRequestsChart,
  taskRequestsChart,
  nodeCpuChart,
];

/** The charts of a run, in the order of the report. A chart that would show nothing is left out. */
export function chartsOf(result: RunResult): { readonly charts: readonly Chart[]; readonly context: ChartContext } {
  const context = chartContext(result);
  return { context, charts: CHARTS.map((make) => make(context)).filter((chart) => chart !== null) };
}

const LEAST_LABELS_PX = 48;
const MEASURED_LABELS = 50;
const MOST_LABELS_PX = { wide: 130, narrow: 96 } as const;

/** Room for the names of rows at the left: the same in all charts of a run, so that their time axes stand under each other. */
export function labelWidthPx({ result }: ChartContext, narrow: boolean): number {
  const slots = result.tasks.map((row) => slotName(row.service, row.slot, row.node));
  const nodes = new Set(result.nodes.map((row) => row.node));
  const names = [...new Set(slots), ...(nodes.size > MOST_NODE_PANELS ? nodes : [])];
  // The widest is among those with the most letters, nearly always; measuring thousands would take long.
  const candidates = names.sort((a, b) => b.length - a.length || compareNatural(a, b)).slice(0, MEASURED_LABELS);
  const longest = greatestOf(candidates, (name) => textWidth(name, FONT_SIZE.label));
  const wanted = Math.ceil(longest) + 12;
  return Math.max(LEAST_LABELS_PX, Math.min(wanted, narrow ? MOST_LABELS_PX.narrow : MOST_LABELS_PX.wide));
}
