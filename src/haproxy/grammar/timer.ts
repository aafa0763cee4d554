/** The longest time that HAProxy's timers hold, in ms. */
const longestMs = 2_147_483_647;
const unitMs: Readonly<Record<string, number>> = {
  us: 0.001,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

export type Timer =
  /** `rest`: what follows the unit, which HAProxy leaves out with a warning. */
  | { readonly kind: 'time'; readonly ms: number; readonly rest: string }
  | { readonly kind: 'overflow' }
  | { readonly kind: 'unexpected'; readonly char: string };

/** `5s`, `500us`, `5000` (ms); whole numbers only, microseconds are rounded up (haproxy 2.6: src/tools.c, `parse_time_err`). */
export function parseTimer(text: string): Timer {
  const digits = /^\d*/.exec(text)?.[0] ?? '';
  const unit = /^(?:us|ms|[smhd])?/.exec(text.slice(digits.length))?.[0] ?? '';
  const rest = text.slice(digits.length + unit.length);
  if (digits === '') return { kind: 'unexpected', char: text[0] ?? '' };
  if (unit === '' && rest !== '') return { kind: 'unexpected', char: rest[0] ?? '' };
  const ms = Math.ceil(Number(digits) * (unitMs[unit === '' ? 'ms' : unit] ?? 1));
  return ms > longestMs ? { kind: 'overflow' } : { kind: 'time', ms, rest };
}

/** What HAProxy says of `1s500ms`. */
export function restWarning(text: string, rest: string): string {
  return (
    `unexpected character '${rest[0]}' after the timer value '${text}', only ` +
    '(us=microseconds,ms=milliseconds,s=seconds,m=minutes,h=hours,d=days) are supported. ' +
    'This will be reported as an error in next versions.'
  );
}

/** A whole number as C's `atol` reads it: as many digits as there are, else 0. */
export function lenientInteger(text: string): number {
  return Number(/^\s*([+-]?\d+)/.exec(text)?.[1] ?? 0);
}
