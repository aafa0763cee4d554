/** The fingerprint of all events so far, at one of them. */
export interface FingerprintMark {
  /** Counted from 1. */
  readonly event: number;
  /** When it happened. */
  readonly timeMs: number;
  /** 16 hex digits. */
  readonly fingerprint: string;
}

/** Each event has a mark up to this one; behind it they lie 1/256 = 0.4 % of the way so far apart. */
const everyEventUntil = 256;

/**
 * The event that has the next mark after that of `event`. Two runs that part at event n part between two marks that are at most
 * n / 256 events apart; a run of 10⁹ events has about 4,100 marks.
 */
export function nextMark(event: number): number {
  return event + 1 + Math.floor(event / everyEventUntil);
}
