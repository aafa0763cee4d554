import type { LogForm, LoggedRequest } from './log-line.ts';

interface Column {
  readonly kind: 'time' | 'duration';
  /** → ms. */
  readonly read: (cell: string) => number;
}

const number = (cell: string): number => (cell.trim() === '' ? Number.NaN : Number(cell));

const columns: Readonly<Record<string, Column>> = {
  time_s: { kind: 'time', read: (cell) => number(cell) * 1000 },
  time_ms: { kind: 'time', read: number },
  time: { kind: 'time', read: timeOf },
  duration_s: { kind: 'duration', read: (cell) => number(cell) * 1000 },
  duration_ms: { kind: 'duration', read: number },
  duration_us: { kind: 'duration', read: (cell) => number(cell) / 1000 },
};

export const csvColumns = Object.keys(columns);

/** A date with its zone, as in 2026-01-31T12:00:00.250Z, or seconds. */
function timeOf(cell: string): number {
  const isDate = /^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)\s*$/.test(cell);
  return isDate ? Date.parse(cell.trim().replace(' ', 'T')) : number(cell) * 1000;
}

/**
 * CSV with a header; columns that it does not know it passes over.
 *
 * @returns `null` if no column of the header is a time
 */
export function csvForm(header: string): LogForm | null {
  const names = header.split(',').map((name) => name.trim().replace(/^"(.*)"$/, '$1'));
  const indexOf = (kind: Column['kind']) =>
    names.findIndex((name) => Object.hasOwn(columns, name) && columns[name]?.kind === kind);
  const timeAt = indexOf('time');
  const durationAt = indexOf('duration');
  const time = columns[names[timeAt] ?? ''];
  if (time === undefined) return null;
  const duration = columns[names[durationAt] ?? ''];
  return {
    name: 'CSV',
    timeStepMs: 0,
    durationStepMs: 0,
    timeIsEnd: false,
    read: (line) => {
      const cells = line.split(',');
      return requestOf(time.read(cells[timeAt] ?? ''), duration?.read(cells[durationAt] ?? '') ?? Number.NaN);
    },
  };
}

function requestOf(timeMs: number, durationMs: number): LoggedRequest | null {
  if (!Number.isFinite(timeMs)) return null;
  return { timeMs, durationMs: durationMs >= 0 && Number.isFinite(durationMs) ? durationMs : Number.NaN };
}
