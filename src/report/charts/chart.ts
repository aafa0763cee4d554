import type { TopLevelSpec } from 'vega-lite';
import type { RunResult } from '../../simulation/run-result.ts';
import { type Band, phaseBands, updateBands } from './bands.ts';
import { type SeriesSet, seriesOf } from './colours.ts';
import { type TimelineMark, timelineMarks } from './timeline-marks.ts';

type ConcatSpec = Extract<TopLevelSpec, { vconcat: unknown }>;
type LayerView = Extract<ConcatSpec['vconcat'][number], { layer: unknown }>;
/** One view of a chart: marks over each other with one pair of axes. */
export type Layers = LayerView['layer'];
export type Layer = Layers[number];
export type View = LayerView;
/** A view, or views beside each other. */
export type AnyView = ConcatSpec['vconcat'][number];

/** A chart before it is laid out for a width. */
export interface Chart {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  /** What is shown, in which unit. One or two sentences. */
  readonly description: string;
  readonly legend: readonly LegendItem[];
  /** From top to bottom; they share the time axis. */
  readonly panels: (layout: Layout) => readonly Panel[];
}

export interface LegendItem {
  readonly label: string;
  readonly colour: string;
  readonly shape: 'square' | 'circle' | 'diamond' | 'stroke' | 'cross';
  readonly opacity?: number;
}

export interface Panel {
  /** Over the panel, at its left; none if there is only one. */
  readonly name?: string;
  readonly heightPx: number;
  /** Behind the data. */
  readonly bands?: readonly Band[];
  readonly layers: Layers;
}

/** The width that a chart is drawn for. */
export interface Layout {
  readonly plotWidthPx: number;
  /** Room at the left for the labels of the rows. */
  readonly labelWidthPx: number;
  readonly narrow: boolean;
}

/** What all charts of a run share. */
export interface ChartContext {
  readonly result: RunResult;
  readonly endS: number;
  readonly series: SeriesSet;
  readonly marks: readonly TimelineMark[];
  readonly updates: readonly Band[];
  /** What the clients' charts have behind the data: phases, and updates over them. */
  readonly bands: readonly Band[];
}

export function chartContext(result: RunResult): ChartContext {
  const endS = endOf(result);
  const updates = updateBands(result.updates, endS);
  return {
    result,
    endS,
    series: seriesOf(result),
    marks: timelineMarks(result.events),
    updates,
    bands: [...phaseBands(result.summary.phases), ...updates],
  };
}

/** A run that drains its queues goes on after its duration. */
function endOf(result: RunResult): number {
  const tables = [result.latency, result.tasks, result.placement, result.nodes, result.updates];
  return tables.reduce((end, rows) => Math.max(end, rows.at(-1)?.time_s ?? 0), result.summary.duration_s) || 1;
}
