import type { LatencyRow } from '../../../simulation/run-result.ts';
import { colourBy, TIME } from '../../charts/encode.ts';
import { greatestOf, groupRows, intervalOf, lengthWithin } from '../../charts/intervals.ts';
import { MS_LABEL, spansDecades } from '../../charts/latency-axis.ts';
import { PERCENTILE_COLOURS } from '../../charts/theme.ts';
import { timeLabelExpression, timeTicks } from '../../charts/time-axis.ts';
import { compareNatural } from '../../tables/natural-order.ts';
import type { ComparisonReport, VariantCourse } from '../comparison-report.ts';
import { counted } from '../comparison-words.ts';
import type { ExperimentChart } from './experiment-chart.ts';
import { type GridPanel, gridViews } from './grid.ts';
import { logDomainOf } from './value-axis.ts';

const MOST_CLIENTS = 4;
const MOST_VARIANTS = 12;
const LABEL_WIDTH_PX = 50;
const PERCENTILES = ['p50', 'p99'] as const;
const COLOURS = PERCENTILES.map((name) => [name, PERCENTILE_COLOURS[name]] as const);

/** Latency over time: a panel a variant, a block of them a client, one scale a client. None if no request was answered. */
export function coursesChart({ courses }: ComparisonReport): ExperimentChart | null {
  const answered = courses.flatMap(({ latency }) => latency).filter((row) => row.p99_ms !== null);
  if (answered.length === 0) return null;
  const clients = [...new Set(answered.map(({ client }) => client))].sort(compareNatural);
  const shown = courses.slice(0, MOST_VARIANTS);
  const hidden = [
    ...(courses.length > MOST_VARIANTS ? [counted(courses.length - MOST_VARIANTS, 'more variant')] : []),
    ...(clients.length > MOST_CLIENTS ? [counted(clients.length - MOST_CLIENTS, 'more client')] : []),
  ];
  const logarithmic = spansDecades(answered);
  return {
    name: 'courses',
    title: 'Latency over time',
    description: `Median and 99th percentile of ok requests in the first replication of each variant${logarithmic ? ', on a logarithmic scale' : ''}.${hidden.length > 0 ? ` In courses.csv: ${hidden.join(', ')}.` : ''}`,
    legend: COLOURS.map(([label, colour]) => ({ label, colour, shape: 'stroke' })),
    layOut: (room) => {
      const options = { columns: room.narrow ? 1 : columnsFor(shown.length), labelWidthPx: LABEL_WIDTH_PX };
      const blocks = clients.slice(0, MOST_CLIENTS).map((client) => {
        const own = answered.filter((row) => row.client === client);
        const panels = panelsOf(shown, client, own, logarithmic);
        const nameOf = (name: string): string => (clients.length > 1 ? `${client} – ${name}` : name);
        return panels.map((panel) => ({ ...panel, name: nameOf(panel.name) }));
      });
      return {
        labelWidthPx: LABEL_WIDTH_PX,
        views: blocks.flatMap((panels) => gridViews(panels, room, options)),
      };
    },
  };
}

/** Rows of panels that are as full as can be. */
function columnsFor(variants: number): number {
  if (variants <= 3) return variants;
  return variants === 4 ? 2 : 3;
}

function panelsOf(
  courses: readonly VariantCourse[],
  client: string,
  answered: readonly LatencyRow[],
  logarithmic: boolean,
): GridPanel[] {
  const all = courses.flatMap(({ latency }) => latency);
  const intervalS = intervalOf(all, 1);
  const endS = greatestOf(all, (row) => row.time_s) + intervalS;
  const y = latencyY(answered, logarithmic);
  return courses.map(({ variant, latency }) => {
    const rows = groupRows(latency, (row) => row.client).get(client) ?? [];
    return {
      name: variant,
      heightPx: 110,
      layers: ({ plotWidthPx }) => layers(rows, y, { endS, intervalS, plotWidthPx }),
    };
  });
}

function latencyY(answered: readonly LatencyRow[], logarithmic: boolean) {
  const field = { field: 'ms', type: 'quantitative' as const };
  const positive = answered.flatMap((row) => [row.p50_ms ?? 0, row.p99_ms ?? 0]).filter((ms) => ms > 0);
  if (!logarithmic) {
    const scale = { domain: [0, greatestOf(positive, (ms) => ms) || 1], nice: 4 };
    return { ...field, scale, axis: { tickCount: 4, labelExpr: MS_LABEL } };
  }
  const { domain, ticks } = logDomainOf(positive);
  const scale = { type: 'log' as const, domain, nice: false };
  return { ...field, scale, axis: { values: ticks, labelExpr: MS_LABEL } };
}

interface Time {
  readonly endS: number;
  readonly intervalS: number;
  readonly plotWidthPx: number;
}

function layers(
  rows: readonly LatencyRow[],
  y: object,
  { endS, intervalS, plotWidthPx }: Time,
): ReturnType<GridPanel['layers']> {
  const points = PERCENTILES.flatMap((percentile) =>
    rows.map((row, index) => ({
      time_s: row.time_s + lengthWithin(row.time_s, intervalS, endS) / 2,
      percentile,
      ms: row[`${percentile}_ms`],
      alone: isEmpty(rows[index - 1]) && isEmpty(rows[index + 1]),
    })),
  );
  const ticks = timeTicks(endS, Math.max(2, Math.floor(plotWidthPx / 60)));
  const x = {
    ...TIME,
    scale: { domain: [0, endS], nice: false },
    axis: { values: ticks, labelExpr: timeLabelExpression(ticks) },
  };
  return [
    {
      data: { values: points },
      mark: { type: 'line', strokeWidth: 1.5, strokeJoin: 'round', invalid: 'break-paths-show-path-domains' },
      encoding: { x, y, stroke: colourBy('percentile', COLOURS) },
    },
    {
      data: { values: points.filter((point) => point.alone && point.ms !== null) },
      mark: { type: 'point', filled: true, size: 14, strokeWidth: 0, opacity: 1 },
      encoding: { x, y, fill: colourBy('percentile', COLOURS) },
    },
  ];
}

function isEmpty(row: LatencyRow | undefined): boolean {
  return row === undefined || row.p99_ms === null;
}
