import type { Chart, ChartContext, Layout, LegendItem, Panel } from './chart.ts';
import { TIME, TIME_FROM, TIME_TO } from './encode.ts';
import { groupRows } from './intervals.ts';
import { moreIn } from './more-in.ts';
import { rowAxis } from './row-axis.ts';
import { pickSlots } from './slots.ts';
import { type Phase, type Piece, shareRow, type TaskLife, taskLives } from './task-lives.ts';
import { NEUTRALS, TASK_COLOURS } from './theme.ts';

const MOST_ROWS = 60;
/** A shorter part of the run is less than half a pixel. */
const LEAST_SEEN = 1 / 2000;
/** A task that is told to stop is its image's colour, fainter. */
const STOPPING_OPACITY = 0.4;

/** The life of each task, a row for each slot. None without tasks. */
export function taskChart(context: ChartContext): Chart | null {
  const lives = taskLives(context.result.tasks, context.endS);
  if (lives.length === 0) return null;
  const bySlot = groupRows(lives, (life) => life.slot);
  const slots = pickSlots(new Map([...bySlot].map(([slot, tasks]) => [slot, tasks.length])), MOST_ROWS);
  const more = moreIn(bySlot.size - slots.length, 'slot', 'tasks.csv');
  return {
    name: 'tasks',
    title: 'Lives of the tasks',
    description: `Each slot is a row, each of its tasks a bar, coloured by its image, as the managers know it.${more}`,
    legend: legendOf(context, lives),
    panels: (layout) => [panelOf(slots, bySlot, context, layout)],
  };
}

function legendOf({ series, endS }: ChartContext, lives: readonly TaskLife[]): LegendItem[] {
  const has = (phase: Phase): boolean =>
    lives.some((life) =>
      life.phases.some((part) => part.phase === phase && part.to_s - part.from_s > endS * LEAST_SEEN),
    );
  const any = series.all.at(-1)?.colour ?? TASK_COLOURS.starting;
  return [
    ...(has('pending') ? [square('pending', TASK_COLOURS.pending)] : []),
    ...(has('starting') ? [square('starting', TASK_COLOURS.starting)] : []),
    ...series.all.map(({ label, colour }) => square(label, colour)),
    ...(has('stopping') ? [{ ...square('stopping', any), opacity: STOPPING_OPACITY }] : []),
    ...(lives.some((life) => life.failed_s !== null)
      ? [{ label: 'failed', colour: TASK_COLOURS.failed, shape: 'cross' } as const]
      : []),
  ];
}

function square(label: string, colour: string): LegendItem {
  return { label, colour, shape: 'square' };
}

function panelOf(
  slots: readonly string[],
  bySlot: ReadonlyMap<string, readonly TaskLife[]>,
  context: ChartContext,
  layout: Layout,
): Panel {
  const rows = slots.map((slot) => shareRow(bySlot.get(slot) ?? []));
  const bars = rows.flatMap((pieces, row) => pieces.flatMap((piece) => barsOf(piece, row, context)));
  const failures = rows.flatMap((pieces, row) => pieces.filter(isItsEnd).map((piece) => failureOf(piece, row)));
  return {
    heightPx: slots.length * (slots.length > 30 ? 14 : 22),
    bands: context.updates,
    layers: [
      {
        data: { values: bars },
        mark: { type: 'rect' },
        encoding: {
          x: TIME_FROM,
          x2: TIME_TO,
          y: rowAxis('top', slots, layout),
          y2: { field: 'bottom' },
          fill: { field: 'colour', type: 'nominal', scale: null },
          fillOpacity: { field: 'opacity', type: 'quantitative', scale: null },
        },
      },
      {
        data: { values: failures },
        mark: {
          type: 'point',
          shape: 'cross',
          angle: 45,
          filled: true,
          fill: TASK_COLOURS.failed,
          stroke: NEUTRALS.ground.light,
          strokeWidth: 0.75,
          size: 48,
          opacity: 1,
        },
        encoding: { x: TIME, y: rowAxis('row', slots, layout) },
      },
    ],
  };
}

/** The piece's bars, one for each phase within it. */
function barsOf({ life, from_s, to_s, top, bottom }: Piece, row: number, { series }: ChartContext) {
  const { label, colour } = series.of(life.service, life.image);
  return life.phases
    .filter((part) => part.from_s < to_s && part.to_s > from_s)
    .map(({ phase, ...part }) => ({
      from_s: Math.max(from_s, part.from_s),
      to_s: Math.min(to_s, part.to_s),
      top: row + inRow(top),
      bottom: row + inRow(bottom),
      image: label,
      phase,
      colour: phase === 'pending' || phase === 'starting' ? TASK_COLOURS[phase] : colour,
      opacity: phase === 'stopping' ? STOPPING_OPACITY : 1,
    }));
}

function isItsEnd({ life, to_s }: Piece): boolean {
  return life.failed_s !== null && to_s === life.failed_s;
}

function failureOf({ to_s, top, bottom }: Piece, row: number) {
  return { time_s: to_s, row: row + inRow((top + bottom) / 2) };
}

/** A row leaves a little room to the next one. */
function inRow(share: number): number {
  return 0.09 + 0.82 * share;
}
