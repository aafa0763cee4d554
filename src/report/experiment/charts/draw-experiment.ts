import { type DrawnChart, drawInFrames } from '../../charts/draw.ts';
import { framedSpec, innerWidthPx, isNarrow } from '../../charts/frame.ts';
import { legendView } from '../../charts/legend.ts';
import type { ComparisonReport } from '../comparison-report.ts';
import type { PlanReport } from '../plan-report.ts';
import { coursesChart } from './courses.ts';
import { differencesChart } from './differences.ts';
import type { ExperimentChart } from './experiment-chart.ts';
import { meansChart } from './means.ts';
import { planCurveChart } from './plan-curve.ts';

/** Between a panel's axis and the next one's name. */
const BETWEEN_PX = 14;

/** The charts of a comparison; one that would show nothing is left out. */
export async function drawComparison(report: ComparisonReport): Promise<DrawnChart[]> {
  return drawAll([differencesChart(report), meansChart(report), coursesChart(report)]);
}

/** The curve of a plan; nothing if no value was tried. */
export async function drawPlan(report: PlanReport): Promise<DrawnChart[]> {
  return drawAll([planCurveChart(report)]);
}

function drawAll(charts: readonly (ExperimentChart | null)[]): Promise<DrawnChart[]> {
  return Promise.all(charts.filter((chart) => chart !== null).map(draw));
}

function draw(chart: ExperimentChart): Promise<DrawnChart> {
  return drawInFrames(chart, (frame) => {
    const room = { widthPx: innerWidthPx(frame), narrow: isNarrow(frame) };
    const { labelWidthPx, views } = chart.layOut(room);
    const plotWidthPx = room.widthPx - labelWidthPx;
    const legend = legendView(chart.legend, { plotWidthPx, labelWidthPx, narrow: room.narrow });
    return framedSpec(chart, [...(chart.legend.length > 0 ? [legend] : []), ...views], frame, BETWEEN_PX);
  });
}
