import type { AnyView, LegendItem } from '../../charts/chart.ts';
import { type DrawnChart, drawInFrames } from '../../charts/draw.ts';
import { framedSpec, innerWidthPx } from '../../charts/frame.ts';
import { legendView } from '../../charts/legend.ts';

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

export interface Plots {
  /** Room left of the plots: the legend begins there. */
  readonly labelWidthPx: number;
  /** From top to bottom, each as wide as there is room. */
  readonly views: readonly AnyView[];
}

/** For labels and plots together. */
export interface Room {
  readonly widthPx: number;
  readonly narrow: boolean;
}

const NARROW_BELOW_PX = 500;
/** Between a panel's axis and the next one's name. */
const BETWEEN_PX = 14;

/** Draws the charts that there are. */
export async function drawExperimentCharts(charts: readonly (ExperimentChart | null)[]): Promise<DrawnChart[]> {
  return Promise.all(charts.filter((chart) => chart !== null).map(draw));
}

function draw(chart: ExperimentChart): Promise<DrawnChart> {
  return drawInFrames(chart, (frame) => {
    const room = { widthPx: innerWidthPx(frame), narrow: frame.widthPx < NARROW_BELOW_PX };
    const { labelWidthPx, views } = chart.layOut(room);
    const plotWidthPx = room.widthPx - labelWidthPx;
    const legend = legendView(chart.legend, { plotWidthPx, labelWidthPx, narrow: room.narrow });
    return framedSpec(chart, [...(chart.legend.length > 0 ? [legend] : []), ...views], frame, BETWEEN_PX);
  });
}
