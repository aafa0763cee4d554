/**
 * Absolute times as Docker prints them, in UTC. An instant is given in two parts, because nanoseconds do not fit into a
 * float of Unix milliseconds: the Unix time of time 0, and the milliseconds since.
 */
export interface Instant {
  readonly startUnixMs: number;
  readonly atMs: number;
}

/** `2026-01-01T00:00:05.25Z`, as the API's JSON has it (RFC 3339, nanoseconds without trailing zeros). */
export function rfc3339(instant: Instant): string {
  const { date, time } = partsOf(instant);
  return `${date}T${time}Z`;
}

/** `2026-01-01 00:00:05.25 +0000 UTC`, as Go prints a time. */
export function goTime(instant: Instant): string {
  const { date, time } = partsOf(instant);
  return `${date} ${time} +0000 UTC`;
}

/** `2026-01-01T00:00:05.250000000Z`: nanoseconds with their zeros. */
export function rfc3339Fixed(instant: Instant): string {
  const { date, time } = partsOf(instant);
  const [clock = '', fraction = ''] = time.split('.');
  return `${date}T${clock}.${fraction.padEnd(9, '0')}Z`;
}

/** Nanoseconds since 1970, to the precision of a float. */
export function unixNano({ startUnixMs, atMs }: Instant): number {
  return Math.round((startUnixMs + atMs) * 1e6);
}

function partsOf({ startUnixMs, atMs }: Instant): { date: string; time: string } {
  const wholeMs = Math.floor(atMs);
  const nanosecondsOfMs = Math.min(999_999, Math.round((atMs - wholeMs) * 1e6));
  // `2026-01-01T00:00:05.250Z`
  const [date = '', clock = ''] = new Date(startUnixMs + wholeMs).toISOString().slice(0, -1).split('T');
  const time = `${clock}${String(nanosecondsOfMs).padStart(6, '0')}`.replace(/\.?0+$/, '');
  return { date, time };
}

/** A time of the API's JSON as Go prints it. */
export function goTimeOf(written: string): string {
  return `${written.replace('T', ' ').replace(/Z$/, '')} +0000 UTC`;
}
