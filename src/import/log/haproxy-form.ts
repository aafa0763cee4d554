import { LogClock } from './log-clock.ts';
import type { LogForm, LoggedRequest } from './log-line.ts';

/**
 * `[accept date] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes cookie cookie termination …`, whatever stands before it; up to 1.6 the
 * timers are called Tq/Tw/Tc/Tr/Tt. `+` marks what was logged as soon as possible.
 */
const form =
  /\[(\d\d\/\w{3}\/\d{4}:\d\d:\d\d:\d\d)\.(\d{3})\] \S+ \S+\/\S+ (-?\d+)\/-?\d+\/-?\d+\/(-?\d+)\/\+?-?\d+ (-?\d+) \+?\d+ \S+ \S+ (\S)(\S)\S\S /;

/**
 * HAProxy's HTTP log (`option httplog`), 1.x and 2.x. A request comes when HAProxy has all of it (accept date + TR), and takes Tr, the time until the
 * server's first answer. Source: HAProxy's configuration manual, "HTTP log format" and "Timing events".
 */
export function haproxyForm(): LogForm {
  const clock = new LogClock();
  return {
    name: 'HAProxy’s HTTP log',
    timeStepMs: 1,
    durationStepMs: 1,
    timeIsEnd: false,
    read: (line) => read(line, clock),
  };
}

function read(line: string, clock: LogClock): LoggedRequest | null {
  const match = form.exec(line);
  if (match === null) return null;
  const [, date = '', ms, requestMs, responseMs, status, cause = '', state = ''] = match;
  const secondMs = clock.read(date);
  if (Number.isNaN(secondMs) || isNoRequest(Number(requestMs), status ?? '')) return null;
  // Both `-` = the session ended as it should; where HAProxy answers by itself they say so, and Tr is −1.
  const isAnswer = cause === '-' && state === '-' && Number(responseMs) >= 0;
  return {
    timeMs: secondMs + Number(ms) + Math.max(0, Number(requestMs)),
    durationMs: isAnswer ? Number(responseMs) : Number.NaN,
  };
}

/** A connection that closed, or was too slow, before there was a whole request (`<BADREQ>`). */
function isNoRequest(requestMs: number, status: string): boolean {
  return requestMs < 0 && ['400', '408', '-1', '0'].includes(status);
}
