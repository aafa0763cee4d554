import type { TaskRow } from '../../simulation/run-result.ts';
import { groupRows } from './intervals.ts';
import { slotName } from './slots.ts';

export type Phase = 'pending' | 'starting' | 'running' | 'stopping';

/** One task from its making to its end. */
export interface TaskLife {
  readonly slot: string;
  readonly service: string;
  readonly image: string;
  readonly phases: readonly { readonly phase: Phase; readonly from_s: number; readonly to_s: number }[];
  readonly from_s: number;
  readonly to_s: number;
  /** When it failed or was rejected or orphaned; `null` = it did not. */
  readonly failed_s: number | null;
}

/** SwarmKit's task states before running (spec: api/types.proto, TaskState). */
const PENDING = new Set(['new', 'pending']);
const STARTING = new Set(['assigned', 'accepted', 'preparing', 'ready', 'starting']);
const FAILED = new Set(['failed', 'rejected', 'orphaned']);
/** Desired states of a task that may go on. */
const WANTED = new Set(['ready', 'running', 'complete']);

/** The lives of all tasks, from the changes of `tasks.csv`. */
export function taskLives(rows: readonly TaskRow[], endS: number): TaskLife[] {
  return [...groupRows(rows, (row) => row.task).values()].map((changes) => lifeOf(changes, endS));
}

function lifeOf(changes: readonly TaskRow[], endS: number): TaskLife {
  const first = changes[0] as TaskRow;
  const node = changes.findLast((row) => row.node !== '')?.node ?? '';
  const phases: { phase: Phase; from_s: number; to_s: number }[] = [];
  let to_s = endS;
  let failed_s: number | null = null;
  for (const row of changes) {
    const last = phases.at(-1);
    const phase = phaseOf(row);
    if (last !== undefined && last.phase === phase) continue;
    if (last !== undefined && last.to_s === endS) last.to_s = row.time_s;
    if (phase === null) {
      to_s = row.time_s;
      failed_s = FAILED.has(row.state.toLowerCase()) ? row.time_s : null;
      break;
    }
    phases.push({ phase, from_s: row.time_s, to_s: endS });
  }
  return {
    slot: slotName(first.service, first.slot, node),
    service: first.service,
    image: first.image,
    phases: phases.filter((phase) => phase.to_s > phase.from_s),
    from_s: first.time_s,
    to_s,
    failed_s,
  };
}

/** `null` = it has ended. */
function phaseOf(row: TaskRow): Phase | null {
  const state = row.state.toLowerCase();
  const wanted = WANTED.has(row.desired.toLowerCase());
  if (PENDING.has(state)) return wanted ? 'pending' : null;
  if (STARTING.has(state)) return wanted ? 'starting' : 'stopping';
  if (state === 'running') return wanted ? 'running' : 'stopping';
  return null;
}

/** A piece of a task's bar: the part of its row's height, 0 to 1, that it has for a while. */
export interface Piece {
  readonly life: TaskLife;
  readonly from_s: number;
  to_s: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Tasks of one slot overlap during an update. Where so many are alive at once, they share the height of their slot's row, the
 * older above; elsewhere a task has it all.
 */
export function shareRow(lives: readonly TaskLife[]): Piece[] {
  const inOrder = [...lives].sort((a, b) => a.from_s - b.from_s);
  const times = [...new Set(inOrder.flatMap((life) => [life.from_s, life.to_s]))].sort((a, b) => a - b);
  const pieces: Piece[] = [];
  let alive: TaskLife[] = [];
  let next = 0;
  times.forEach((from_s, index) => {
    const to_s = times[index + 1] ?? from_s;
    alive = alive.filter((life) => life.to_s > from_s);
    for (let life = inOrder[next]; life !== undefined && life.from_s <= from_s; life = inOrder[++next])
      alive.push(life);
    alive.forEach((life, lane) => {
      const piece = { life, from_s, to_s, top: lane / alive.length, bottom: (lane + 1) / alive.length };
      const before = pieces.findLast((earlier) => earlier.life === life);
      if (before !== undefined && before.top === piece.top && before.bottom === piece.bottom) before.to_s = to_s;
      else if (to_s > from_s) pieces.push(piece);
    });
  });
  return pieces;
}
