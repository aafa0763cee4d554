import type { AnyView, LegendItem } from '../../charts/chart.ts';

/** A chart of an experiment, before it is laid out for a width. */
export interface ExperimentChart {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  /** What is shown, in which unit. One or two sentences. */
  readonly description: string;
  readonly legend: readonly LegendItem[];
  readonly layOut: (room: Room) => Plots;
}

/** For labels and plots together. */
export interface Room {
  readonly widthPx: number;
  readonly narrow: boolean;
}

export interface Plots {
  /** Room left of the plots: the legend begins there. */
  readonly labelWidthPx: number;
  /** From top to bottom, each as wide as there is room. */
  readonly views: readonly AnyView[];
}
