import { InputError } from '../../scenario/input-error.ts';
import { CommonForm } from './common-form.ts';
import { csvColumns, csvForm } from './csv-form.ts';
import { haproxyForm } from './haproxy-form.ts';
import type { LogForm } from './log-line.ts';
import { RequestLog } from './request-log.ts';
import { spread } from './spread.ts';

/** A log to be read: its lines come one by one, for there may be millions. */
export interface LogFile {
  readonly file: string;
  readonly kind: 'log' | 'csv';
  readonly lines: Iterable<string>;
}

export interface ReadLog {
  /** By time, the first one at 0. */
  readonly requests: RequestLog;
  /** Steps of the durations, ms: whole milliseconds say little of a request of 2 ms. */
  readonly durationStepMs: number;
  readonly notes: readonly string[];
}

const longestExcerpt = 80;

/**
 * All requests of the logs, as of one client.
 *
 * @throws {InputError} if there is none in one of them
 */
export function readLogs(files: readonly LogFile[]): ReadLog {
  const requests = new RequestLog();
  const notes: string[] = [];
  let durationStepMs = 0;
  for (const source of files) {
    const own = new RequestLog();
    const form = readOne(source, own, notes);
    spread(own, form, requests);
    if (form.timeStepMs >= 1000)
      notes.push(`${source.file} knows times by the second: the requests of a second are spread over it evenly`);
    durationStepMs = Math.max(durationStepMs, form.durationStepMs);
  }
  return { requests: requests.byTime(), durationStepMs, notes };
}

function readOne({ file, kind, lines }: LogFile, into: RequestLog, notes: string[]): LogForm {
  let form: LogForm | null = null;
  let count = 0;
  let unread = 0;
  let firstUnread = { line: 0, text: '' };
  for (const text of lines) {
    count++;
    if (text.trim() === '') continue;
    if (form === null) {
      form = kind === 'csv' ? csvForm(text) : logFormOf(text);
      if (form !== null && kind === 'csv') continue;
      if (kind === 'csv') throw noColumns(file, count);
    }
    const request = form?.read(text) ?? null;
    if (request === null) {
      unread++;
      if (firstUnread.line === 0) firstUnread = { line: count, text };
    } else into.add(request.timeMs, request.durationMs);
  }
  if (form === null || into.count === 0) throw nothingRead(file, kind, firstUnread, unread);
  if (unread > 0) {
    notes.push(
      `${file}: ${unread} of ${unread + into.count} lines are no requests, the first is line ${firstUnread.line}: ${excerpt(firstUnread.text)}`,
    );
  }
  return form;
}

function logFormOf(line: string): LogForm | null {
  return [haproxyForm(), new CommonForm()].find((form) => form.read(line) !== null) ?? null;
}

function noColumns(file: string, line: number): InputError {
  const message = `no column of times: the first line names the columns, one of ${csvColumns.join(', ')} each, such as time_s,duration_ms`;
  return new InputError([{ file, line, column: 1, message }]);
}

function nothingRead(
  file: string,
  kind: LogFile['kind'],
  first: { line: number; text: string },
  unread: number,
): InputError {
  const { line, text } = first;
  if (unread === 0) return new InputError([{ file, line: 1, column: 1, message: 'there is no request in it' }]);
  const expected =
    kind === 'csv'
      ? 'a time and, if there is a column for it, a duration'
      : `HAProxy’s HTTP log (option httplog) or the Common or Combined Log Format${tcpHint(text)}`;
  const message = `not one of ${unread} lines is a request: expected ${expected}; found ${excerpt(text)}`;
  return new InputError([{ file, line, column: 1, message }]);
}

function tcpHint(text: string): string {
  const isTcp = /\] \S+ \S+\/\S+ -?\d+\/-?\d+\/\+?\d+ \+?\d+ /.test(text);
  return isTcp ? ' (this is HAProxy’s option tcplog: it knows connections, not requests)' : '';
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}…` : text);
}
