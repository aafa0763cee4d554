import { LogClock } from './log-clock.ts';
import type { LogForm, LoggedRequest } from './log-line.ts';

/** `host ident user [date zone] "request" status bytes`, and what follows. */
const form = /^\S+ .*?\[([^\]\s]+) ([+-])(\d\d)(\d\d)\] "(?:[^"\\]|\\.)*" (\d{3}|-) (?:\d+|-)(.*)$/;
/** What Combined has more than Common: the agent may end in a number. */
const refererAndAgent = /^ "(?:[^"\\]|\\.)*" "(?:[^"\\]|\\.)*"/;
/** The last word, if it is a number; `rt=0.012` and quotes are fine. */
const lastNumber = /(?:^|\s)"?(?:[a-z_]+=)?(\d+)(\.\d+)?"?\s*$/;
/** The proxy's own word that a client left (499) or that nobody answered. */
const noAnswer = ['499', '502', '503', '504'];
const msPerMinute = 60_000;

/**
 * The Common and the Combined Log Format, with a duration at the end if it was asked for: a whole number is Apache's `%D`, in µs; one with a point
 * nginx' `$request_time`, in seconds. Apache writes the time at which a request came, nginx at which it ended.
 */
export class CommonForm implements LogForm {
  readonly name = 'the Common or Combined Log Format';
  readonly timeStepMs = 1000;
  /** Told by the first duration that is there. */
  #unit: 'unknown' | 'seconds' | 'microseconds' = 'unknown';
  readonly #clock = new LogClock();

  get durationStepMs(): number {
    return this.#unit === 'seconds' ? 1 : 0.001;
  }

  get timeIsEnd(): boolean {
    return this.#unit === 'seconds';
  }

  read(line: string): LoggedRequest | null {
    const match = form.exec(line);
    if (match === null) return null;
    const [, date = '', sign, hours, minutes, status = '', rest = ''] = match;
    const zoneMs = (Number(hours) * 60 + Number(minutes)) * msPerMinute * (sign === '-' ? -1 : 1);
    const timeMs = this.#clock.read(date) - zoneMs;
    if (Number.isNaN(timeMs)) return null;
    return { timeMs, durationMs: noAnswer.includes(status) ? Number.NaN : this.#durationOf(rest) };
  }

  #durationOf(rest: string): number {
    const [, whole, fraction] = lastNumber.exec(rest.replace(refererAndAgent, '')) ?? [];
    if (whole === undefined) return Number.NaN;
    if (this.#unit === 'unknown') this.#unit = fraction === undefined ? 'microseconds' : 'seconds';
    return this.#unit === 'seconds' ? Number(whole + (fraction ?? '')) * 1000 : Number(whole) / 1000;
  }
}
