import { anything, firstDifference } from '../first-difference.ts';
import type { Outcome, Part, ScenarioCase, Snapshot, TaskRow } from './golden-scenario.ts';

/** Long lists are cut in the golden data; so many entries are compared. */
const comparedEntries = 240;

/**
 * Parts that the golden data marks as the same in all runs, but only by the luck of ten runs (test/golden/README.md):
 * there some seed has to agree, not every.
 */
const deterministicByLuck: Readonly<Record<string, readonly Part[] | 'all'>> = {
  C011: ['snapshots', 'snapshotsWithoutNodes'],
  C024: ['snapshots', 'snapshotsWithoutNodes'],
  C094: ['snapshots', 'snapshotsWithoutNodes'],
  C043: ['during'],
  C082: 'all',
  E013: 'all',
  E030: 'all',
};

type Comparable = (golden: Partial<Outcome>, endMs: number) => unknown;

const comparables: Readonly<Record<Part, Comparable>> = {
  updateStatusSequence: ({ updateStatus }) =>
    perService(updateStatus, (changes) => changes.map(([, state, message]) => [state, message])),
  updateStatus: ({ updateStatus }) => perService(updateStatus, (changes) => [...changes]),
  created: ({ created }) =>
    perService(created, (entries) =>
      cut(entries)
        .map((entry) => JSON.stringify(entry))
        .sort(byText),
    ),
  running: ({ running }, endMs) => perService(running, (entries) => comparableRunning(entries, endMs)),
  during: ({ during }) => during ?? {},
  snapshots: ({ snapshots }) => snapshots?.map(comparableSnapshot),
  snapshotsWithoutNodes: ({ snapshots }) => snapshots?.map(comparableSnapshot),
  tasks: ({ tasks }) => tasks?.map((row) => JSON.stringify(comparableRow(row))).sort(byText),
};

const partNames = Object.keys(comparables) as Part[];

/** Compares runs under several seeds with what was recorded, field by field; `null` = they agree. */
export function compareScenario(golden: ScenarioCase, outcomes: readonly Outcome[]): string | null {
  for (const part of partNames) {
    const difference = comparePart(golden, outcomes, part);
    if (difference !== null) return `${part}: ${difference}`;
  }
  return null;
}

function comparePart(golden: ScenarioCase, outcomes: readonly Outcome[], part: Part): string | null {
  const comparable = comparables[part];
  const results = outcomes.map((outcome) => comparable(outcome, golden.endMs));
  const wanted = comparable(golden, golden.endMs);
  if (golden.deterministic[part] === true) {
    if (part === 'tasks' && golden.tasksTotal !== undefined) return null;
    if (isByLuck(golden.id, part)) return anyAgrees([wanted], results);
    const differences = results.map((result) => firstDifference(wanted, result)).filter((text) => text !== null);
    const [first] = differences;
    return first === undefined ? null : `with ${differences.length} of ${results.length} seeds; ${first}`;
  }
  const variants = golden.varies?.[part];
  if (part === 'tasks' || variants === undefined) return null;
  const sources = variants.map(([, value]) => comparable(asOutcome(part, value), golden.endMs));
  return anyAgrees([wanted, ...sources], results);
}

/** A seed that gives another of the possible outcomes is no failure, as long as some seed gives a recorded one. */
function anyAgrees(variants: readonly unknown[], results: readonly unknown[]): string | null {
  for (const result of results) {
    if (variants.some((variant) => firstDifference(variant, result) === null)) return null;
  }
  return `no seed gives a recorded variant; ${firstDifference(variants[0], results[0]) ?? ''}`;
}

function isByLuck(id: string, part: Part): boolean {
  const lucky = deterministicByLuck[id];
  return lucky === 'all' ? !part.startsWith('updateStatus') : (lucky?.includes(part) ?? false);
}

function asOutcome(part: Part, value: unknown): Partial<Outcome> {
  const field =
    part === 'snapshotsWithoutNodes' ? 'snapshots' : part === 'updateStatusSequence' ? 'updateStatus' : part;
  return { [field]: value };
}

function perService<T>(
  entries: Record<string, readonly T[]> | undefined,
  change: (entries: readonly T[]) => unknown[],
) {
  const services = Object.entries(entries ?? {}).map(([name, list]) => [name, change(list)] as const);
  return Object.fromEntries(services.filter(([, list]) => list.length > 0));
}

/** Without the recorder's two quirks: the empty entry at the head, and the time of the last change of all. */
function comparableRunning(entries: readonly (readonly [number | string, unknown])[], endMs: number): unknown[] {
  const [first] = entries;
  const isEmpty = first !== undefined && Object.keys(first[1] as object).length === 0;
  const rest = isEmpty ? entries.slice(1) : [...entries];
  const last = rest.at(-1);
  const lastMs = last?.[0];
  return cut(rest).map((entry) => (entry === last && lastMs === endMs ? [anything, entry[1]] : entry));
}

function comparableSnapshot({ at, services }: Snapshot) {
  const entries = Object.entries(services).map(([name, { tasks, pendingErrors, sorted, serviceRemoved }]) => [
    name,
    { tasks, pendingErrors: pendingErrors ?? {}, sorted, serviceRemoved: serviceRemoved ?? false },
  ]);
  return { at, services: Object.fromEntries(entries) };
}

/** Without slot and node; of a task that came and went in the same ms not what became of it. */
function comparableRow(row: TaskRow): unknown[] {
  const [service, , , ...rest] = row;
  const [createdMs, deletedMs] = [row[5], row[11]];
  return createdMs === deletedMs ? [service, ...rest.slice(0, 9), null, null, null, null] : [service, ...rest];
}

function cut<T>(entries: readonly T[]): readonly T[] {
  return entries.slice(0, comparedEntries);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
