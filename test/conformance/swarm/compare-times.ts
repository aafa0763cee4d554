import { type History, isOver, type TaskLife, taskAt } from './history.ts';
import { sideBySide } from './side-by-side.ts';
import { toleranceMs } from './tolerance.ts';

/** A series of times of one kind in a service's life, in their order. */
type Series = Readonly<Record<string, readonly number[]>>;

const unplaced: readonly string[] = ['new', 'pending'];

/** When what happened to a service began: a command. */
export type CauseOf = (atMs: number) => number;

/**
 * Whether tasks were made, ran, ended and were forgotten when the recording says, and updates changed state then: the
 * first of each kind beside the first, and so on, each within the tolerance since its cause. What the recording's end cuts
 * off is not missed.
 *
 * @returns the times beside each other, or `null` if they agree
 */
export function compareTimes(
  service: string,
  recorded: History,
  ours: History,
  endMs: number,
  causeOf: CauseOf,
): string | null {
  return compareSeries(seriesOf(recorded, service), seriesOf(ours, service), endMs, causeOf);
}

/**
 * Delays that the managers themselves make, told from each task's own beginning: noise of the hosts has no part in them.
 * Of those that the recording's end cuts off it has the short ones only, so what comes later counts on neither side.
 */
export function compareDelays(service: string, recorded: History, ours: History, endMs: number): string | null {
  const [theirs, own] = [delaysOf(recorded, service, endMs), delaysOf(ours, service, endMs)];
  const differences = Object.keys(theirs).flatMap((kind) => {
    const [a, b] = [median(theirs[kind]!), median(own[kind] ?? [])];
    if (a === null) return [];
    if (b !== null && Math.abs(a - b) <= toleranceMs(a)) return [];
    return [`median ${kind}: recorded ${Math.round(a)} ms, ours ${b === null ? 'none' : `${Math.round(b)} ms`}`];
  });
  return differences.length === 0 ? null : differences.join('; ');
}

function compareSeries(theirs: Series, own: Series, endMs: number, causeOf: CauseOf): string | null {
  for (const kind of Object.keys(theirs)) {
    const a = theirs[kind]!;
    const b = own[kind] ?? [];
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const at = Math.min(a[index] ?? endMs, b[index] ?? endMs, endMs);
      const since = (a[index] ?? endMs) - causeOf(a[index] ?? at);
      const slack = toleranceMs(since);
      const late = Math.abs((a[index] ?? endMs) - (b[index] ?? endMs)) > slack;
      const bothBeyond = (a[index] ?? endMs) >= endMs - slack && (b[index] ?? endMs) >= endMs - slack;
      if (late && !bothBeyond) {
        return `${kind} ${index + 1} (± ${Math.round(slack)} ms)\n${sideBySide(lines(kind, a), lines(kind, b))}`;
      }
    }
  }
  return null;
}

function lines(kind: string, times: readonly number[]): string[] {
  return times.map((time) => `${kind} ${Math.round(time)}`);
}

function seriesOf(history: History, service: string): Series {
  const tasks = history.tasks.filter((task) => task.service === service);
  const first = (find: (task: TaskLife) => number | undefined) =>
    tasks
      .flatMap((task) => find(task) ?? [])
      .filter((atMs) => atMs >= 0)
      .sort((a, b) => a - b);
  const reached = (task: TaskLife, test: (state: string) => boolean) =>
    task.changes.find(({ state }) => test(state))?.atMs;
  return {
    created: first(({ createdMs }) => createdMs),
    running: first((task) => reached(task, (state) => state === 'running')),
    ended: first((task) => reached(task, isOver)),
    removed: first((task) => task.changes.find(({ removed }) => removed)?.atMs),
    update: history.updates.filter((update) => update.service === service).map(({ atMs }) => atMs),
  };
}

function delaysOf(history: History, service: string, endMs: number): Series {
  const tasks = history.tasks
    .filter((task) => task.service === service && task.createdMs >= 0)
    .map((task) => ({ ...task, changes: task.changes.filter(({ atMs }) => atMs <= endMs) }));
  return {
    'creation to placement': tasks.flatMap((task) => delayTo(task, ({ state }) => !unplaced.includes(state))),
    'creation to desired running': tasks.flatMap((task) =>
      task.changes[0]?.desired === 'ready' ? delayTo(task, ({ desired }) => desired === 'running') : [],
    ),
    'decision to stopped': tasks.flatMap((task) => {
      const decided = task.changes.find(({ desired }) => desired === 'shutdown' || desired === 'remove');
      const stopped = task.changes.find(({ state }) => state === 'shutdown');
      if (decided === undefined || stopped === undefined) return [];
      return taskAt(task, decided.atMs - 1)?.state === 'running' ? [stopped.atMs - decided.atMs] : [];
    }),
  };
}

function delayTo(task: TaskLife, test: (change: TaskLife['changes'][number]) => boolean): number[] {
  const found = task.changes.find(test);
  return found === undefined ? [] : [found.atMs - task.createdMs];
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? null;
}
