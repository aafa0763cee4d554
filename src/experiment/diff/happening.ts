import type { EventRow, RequestRow, RunResult, TaskRow, UpdateRow } from '../../simulation/run-result.ts';

/** One thing that a run wrote down, in words; what is always the same when the same happens. */
export interface Happening {
  readonly time_s: number;
  /** `web.3 of web:1 running on worker2` */
  readonly what: string;
}

/** Cells of a CSV file are texts, and those of a result are not: both can be told. */
export type RowOf<Row> = { readonly [C in keyof Row]: Row[C] | string };

export function timelineWords({ what }: Pick<RowOf<EventRow>, 'what'>): string {
  return what;
}

export function updateWords({ service, state, message }: RowOf<UpdateRow>): string {
  return `update of ${service}: ${state}${inBrackets(message)}`;
}

export function taskWords({ service, slot, node, image, desired, state, error }: RowOf<TaskRow>): string {
  const name = String(slot) === '0' ? service : `${service}.${slot}`;
  const on = node === '' ? '' : ` on ${node}`;
  const wanted = desired === 'running' ? '' : `, wanted ${desired}`;
  return `${name} of ${image} ${state}${on}${wanted}${inBrackets(error)}`;
}

export function requestWords({ client, outcome, latency_ms, node, task }: RowOf<RequestRow>): string {
  const by = node === '' ? '' : `, served on ${node} by task ${String(task).slice(0, 12)}`;
  return `request of ${client}: ${outcome} after ${Number(latency_ms).toFixed(3)} ms${by}`;
}

type Tables = Pick<RunResult, 'events' | 'updates' | 'tasks' | 'requests'>;

/** What a run wrote down, in the order of time. */
export function happeningsOf({ events, updates, tasks, requests }: Tables): Happening[] {
  const inWords = <Row extends { readonly time_s: number }>(rows: readonly Row[], words: (row: Row) => string) =>
    rows.map((row) => ({ time_s: microseconds(row.time_s), what: words(row) }));
  return [
    ...inWords(events, timelineWords),
    ...inWords(updates, updateWords),
    ...inWords(tasks, taskWords),
    ...inWords(requests, requestWords),
  ].sort((a, b) => a.time_s - b.time_s);
}

/** As in files. */
function microseconds(time_s: number): number {
  return Number(time_s.toFixed(6));
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text.replaceAll(/\s+/g, ' ').trim()})`;
}
