import type { Happening } from '../diff/happening.ts';
import { type Parting, stepOf } from '../diff/parting.ts';
import type { BaselineHistory } from './baseline.ts';
import type { BenchRun } from './bench-run.ts';
import { eventsBetween } from './events-between.ts';
import type { LoadedScenario } from './run-scenario.ts';

export interface BenchParting extends Parting {
  /** All that the run does where the two part, requests too, unless `first` says it; the first ones of many. */
  readonly now: readonly Happening[];
  /** How many more there are. */
  readonly more: number;
}

const mostShown = 8;

/** Where a run and its baseline part. What the baseline did at a request is not known any more; what the run does is. */
export function findParting(loaded: LoadedScenario, history: BaselineHistory, run: BenchRun): BenchParting {
  const { same, parted } = bracketOf(history, run);
  const first = firstSteps(history.happenings, run.happenings);
  const exact = first.length > 0 && (parted === null || first[0]!.time_s <= parted.time_s);
  const after = same?.event ?? 0;
  const isOneEvent = exact && parted?.event === after + 1;
  const now =
    parted === null || isOneEvent
      ? []
      : eventsBetween(loaded.scenario, loaded.options, { after, until: parted.event, untilS: parted.time_s });
  return { same, parted, first, exact, now: now.slice(0, mostShown), more: Math.max(0, now.length - mostShown) };
}

/** A run that ends before its baseline does parts at its own last event. */
function bracketOf({ marks }: BaselineHistory, run: BenchRun): Pick<Parting, 'same' | 'parted'> {
  const parted = run.marks.findIndex(({ fingerprint }, index) => fingerprint !== marks[index]);
  const here = parted === -1 ? run.marks.length : parted;
  const markAt = (index: number) => {
    const { event, time_s } = run.marks[index] ?? {};
    return event === undefined || time_s === undefined ? null : { event, time_s };
  };
  return { same: markAt(here - 1), parted: markAt(here) };
}

function firstSteps(before: readonly Happening[], now: readonly Happening[]): Parting['first'] {
  for (let index = 0; index < Math.max(before.length, now.length); index++) {
    const [a = null, b = null] = [before[index], now[index]];
    if (a?.time_s !== b?.time_s || a?.what !== b?.what) return [stepOf(a, b)];
  }
  return [];
}
