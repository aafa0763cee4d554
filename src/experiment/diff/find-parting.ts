import { firstDifference, type Pair } from './first-difference.ts';
import { requestWords, taskWords, timelineWords, updateWords } from './happening.ts';
import { earliest, type Parting, type PartingMark, type PartingSide, type PartingStep, stepOf } from './parting.ts';
import type { CsvRow, ReadRun } from './run-folder.ts';
import { type Bracket, bracketOf } from './trail.ts';

interface Kind {
  readonly table: 'events' | 'updates' | 'tasks' | 'requests';
  readonly words: (row: never) => string;
  /** Columns that tell of a later time than the row's own: what a command printed when it returned. */
  readonly later: readonly string[];
}

const timeline: Kind = { table: 'events', words: timelineWords, later: ['exit_code', 'stdout', 'stderr'] };

/** In the order in which things of one instant are told. */
const kinds: readonly Kind[] = [
  timeline,
  { table: 'updates', words: updateWords, later: [] },
  { table: 'tasks', words: taskWords, later: [] },
  { table: 'requests', words: requestWords, later: [] },
];

/**
 * The first event at which two runs part: bracketed by their trails, and what each of them wrote down there.
 *
 * @returns `null` if they are the same in all that they wrote down
 */
export async function findParting(runs: readonly [ReadRun, ReadRun]): Promise<Parting | null> {
  const bracket = await trailBracket(runs);
  const steps: PartingStep[] = [];
  const traced = runs.every((run) => run.traced);
  for (const kind of kinds) {
    if (kind.table === 'requests' && !traced) continue;
    const step = await firstStep(runs, kind, kind.later);
    if (step !== null) steps.push(step);
  }
  if (bracket === null && steps.length === 0) {
    // Then it may still be that a command printed something else.
    const step = await firstStep(runs, timeline, []);
    if (step === null) return null;
    steps.push(step);
  }
  const { same, parted } = marksOf(bracket);
  const first = earliest(steps);
  const exact = first.length > 0 && (parted === null || first.every(({ time_s }) => time_s <= parted.time_s));
  return { same, parted, first, exact };
}

async function firstStep(
  [first, second]: readonly [ReadRun, ReadRun],
  { table, words }: Kind,
  but: readonly string[],
): Promise<PartingStep | null> {
  const isSame = (a: CsvRow, b: CsvRow) => differingColumns(a, b, but).length === 0;
  const pair = await firstDifference(first.rows(table), second.rows(table), isSame);
  return pair === null ? null : inWords(pair, words, but);
}

async function trailBracket([first, second]: readonly [ReadRun, ReadRun]): Promise<Bracket<TimedMark> | null> {
  const [a, b] = [await trailOf(first), await trailOf(second)];
  return bracketOf(a, b, (one, other) => one.fingerprint === other.fingerprint && one.time_s === other.time_s);
}

type TimedMark = PartingMark & { readonly fingerprint: string };

async function trailOf(run: ReadRun): Promise<TimedMark[]> {
  const marks: TimedMark[] = [];
  for await (const { event, time_s, fingerprint = '' } of run.rows('fingerprints'))
    marks.push({ event: Number(event), time_s: Number(time_s), fingerprint });
  return marks;
}

function marksOf(bracket: Bracket<TimedMark> | null): Pick<Parting, 'same' | 'parted'> {
  if (bracket === null) return { same: null, parted: null };
  const { same, parted } = bracket;
  const [first, ...others] = parted.filter((mark) => mark !== null);
  if (first === undefined) throw new Error('runs part at no mark of their trails');
  return { same: same === null ? null : plain(same), parted: plain(others.reduce(earlier, first)) };
}

function plain({ event, time_s }: TimedMark): PartingMark {
  return { event, time_s };
}

/** A run whose event comes at an earlier time parts there, whatever the other one does later. */
function earlier(a: TimedMark, b: TimedMark): TimedMark {
  return { ...a, event: Math.min(a.event, b.event), time_s: Math.min(a.time_s, b.time_s) };
}

function inWords([a, b]: Pair<CsvRow>, words: Kind['words'], but: readonly string[]): PartingStep {
  const [first, second] = [sideOf(a, words), sideOf(b, words)];
  if (a === null || b === null || first?.what !== second?.what || first?.time_s !== second?.time_s)
    return stepOf(first, second);
  // The words are the same: what differs has none.
  const columns = differingColumns(a, b, but);
  const withColumns = (side: PartingSide, row: CsvRow): PartingSide =>
    side && { ...side, what: `${side.what} [${columns.map((column) => `${column}: ${row[column]}`).join(', ')}]` };
  return stepOf(withColumns(first, a), withColumns(second, b));
}

function sideOf(row: CsvRow | null, words: Kind['words']): PartingSide {
  return row === null ? null : { time_s: Number(row.time_s), what: words(row as never) };
}

function differingColumns(a: CsvRow, b: CsvRow, but: readonly string[]): string[] {
  return Object.keys(a).filter((column) => a[column] !== b[column] && !but.includes(column));
}
