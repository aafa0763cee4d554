import type { RequestRow } from '../../simulation/run-result.ts';
import { greatestOf } from './intervals.ts';

/** A request, or a call that it caused. */
export interface RequestLine {
  readonly row: RequestRow;
  /** 0 = a client's request; its calls are one deeper. */
  readonly depth: number;
  /** When the client's request left: where its time begins. */
  readonly bornMs: number;
}

/** The calls of a request that have no line of their own. */
export interface RestLine {
  readonly count: number;
  readonly slowestMs: number;
  /** From the start of the first to the end of the last. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly bornMs: number;
}

export type Line = RequestLine | RestLine;

/** By number of the request that makes them. */
export type Calls = ReadonlyMap<string, readonly RequestRow[]>;

/** A request with all its calls gets so many lines; where it has more, the slowest calls and one line for the others. */
export const MOST_LINES = 6;

/** A request and its calls, each below the one that makes it, by time. */
export function linesOf(request: RequestRow, calls: Calls): Line[] {
  const bornMs = bornMsOf(request);
  const all = [...withCalls(request, calls, 0, bornMs)];
  if (all.length <= MOST_LINES) return all;
  const chosen = slowestWithin(request, calls, MOST_LINES - 1);
  const rest = all.filter(({ row }) => !chosen.has(row)).map(({ row }) => row);
  return [
    ...all.filter(({ row }) => chosen.has(row)),
    {
      count: rest.length,
      slowestMs: greatestOf(rest, ({ latency_ms }) => latency_ms),
      fromMs: rest.reduce((first, row) => Math.min(first, bornMsOf(row)), Number.POSITIVE_INFINITY),
      toMs: greatestOf(rest, ({ time_s }) => time_s * 1000),
      bornMs,
    },
  ];
}

/** The request and the slowest of its calls, of which each is looked at as soon as the one that makes it is chosen. */
function slowestWithin(request: RequestRow, calls: Calls, count: number): Set<RequestRow> {
  const chosen = new Set([request]);
  const open = [...callsOf(request, calls)];
  while (chosen.size < count && open.length > 0) {
    const slowest = open.reduce((best, row) => (row.latency_ms > best.latency_ms ? row : best));
    open.splice(open.indexOf(slowest), 1, ...callsOf(slowest, calls));
    chosen.add(slowest);
  }
  return chosen;
}

function* withCalls(row: RequestRow, calls: Calls, depth: number, bornMs: number): Iterable<RequestLine> {
  yield { row, depth, bornMs };
  for (const call of callsOf(row, calls)) yield* withCalls(call, calls, depth + 1, bornMs);
}

/** By the time at which they were made, of those of one instant the slowest first. */
function callsOf({ request }: RequestRow, calls: Calls): RequestRow[] {
  const own = [...(calls.get(String(request)) ?? [])];
  return own.sort((a, b) => microseconds(a) - microseconds(b) || b.latency_ms - a.latency_ms || a.request - b.request);
}

/** Of its start; finer differences are those of rounding. */
function microseconds(row: RequestRow): number {
  return Math.round(bornMsOf(row) * 1000);
}

export function bornMsOf({ time_s, latency_ms }: RequestRow): number {
  return time_s * 1000 - latency_ms;
}

export function isRest(line: Line): line is RestLine {
  return 'count' in line;
}

/** Since the client's request left, ms. */
export function endOf(line: Line): number {
  return (isRest(line) ? line.toMs : line.row.time_s * 1000) - line.bornMs;
}
