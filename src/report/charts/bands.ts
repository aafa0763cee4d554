import type { NodeRow, PhaseSummary, UpdateRow } from '../../simulation/run-result.ts';
import { NEUTRALS } from './theme.ts';

/** A stretch of time that is shaded behind the data. */
export interface Band {
  readonly from_s: number;
  readonly to_s: number;
  readonly kind: BandKind;
}

export type BandKind = keyof typeof BANDS;

export const BANDS = {
  phase: { label: 'phase', colour: NEUTRALS.phase.light },
  update: { label: 'update', colour: NEUTRALS.update.light },
  rollback: { label: 'rollback', colour: NEUTRALS.rollback.light },
  paused: { label: 'update paused', colour: NEUTRALS.paused.light },
  down: { label: 'node down', colour: NEUTRALS.down.light },
  drained: { label: 'node drained', colour: NEUTRALS.drained.light },
} as const;

const KIND_OF_UPDATE_STATE: Readonly<Record<string, BandKind>> = {
  updating: 'update',
  rollback_started: 'rollback',
  paused: 'paused',
  rollback_paused: 'paused',
};

/** The phases, without the quiet stretches of the timeline's; of those that meet each second one, so that their edges are seen. */
export function phaseBands(phases: readonly PhaseSummary[]): Band[] {
  const bands: Band[] = [];
  for (const { name, from_s, until_s } of phases) {
    if (/^(before|after) /.test(name) || bands.some((band) => from_s <= band.to_s)) continue;
    bands.push({ from_s, to_s: until_s, kind: 'phase' });
  }
  return bands;
}

/** From each change of a service's update status to its next one (or to the end of the run). */
export function updateBands(updates: readonly UpdateRow[], endS: number): Band[] {
  const bands: Band[] = [];
  updates.forEach(({ service, state, time_s }, index) => {
    const kind = KIND_OF_UPDATE_STATE[state];
    if (kind === undefined) return;
    const next = updates.slice(index + 1).find((later) => later.service === service);
    const to_s = next?.time_s ?? endS;
    if (to_s > time_s) bands.push({ from_s: time_s, to_s, kind });
  });
  return bands;
}

/** When one node was down or drained, as its rows of `nodes.csv` say. */
export function nodeBands(rows: readonly NodeRow[], endS: number): Band[] {
  const bands: Band[] = [];
  let open: { from_s: number; kind: BandKind } | null = null;
  const close = (to_s: number): void => {
    if (open !== null && to_s > open.from_s) bands.push({ ...open, to_s });
    open = null;
  };
  for (const row of rows) {
    const kind = kindOfNode(row);
    if (open !== null && open.kind === kind) continue;
    close(row.time_s);
    if (kind !== null) open = { from_s: row.time_s, kind };
  }
  close(endS);
  return bands;
}

function kindOfNode(row: NodeRow): BandKind | null {
  // A machine that is not in the swarm (yet) has no state, and is not down.
  if (row.state === 'down') return 'down';
  return row.availability.toLowerCase() === 'drain' ? 'drained' : null;
}
