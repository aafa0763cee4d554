import { quote } from '../text/quote.ts';
import { UnitError } from './unit-error.ts';

/** Nanoseconds of each unit that Go's `time.ParseDuration` knows; the two mu are different letters. */
const nanosecondsByUnit: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['\u00b5s', 1_000n],
  ['\u03bcs', 1_000n],
  ['ms', 1_000_000n],
  ['s', 1_000_000_000n],
  ['m', 60_000_000_000n],
  ['h', 3_600_000_000_000n],
]);

/** A Go duration is an int64 of nanoseconds. */
const maxNanoseconds = 2n ** 63n - 1n;

const element = /^(\d*)(\.(\d*))?([^.\d]*)/;

/**
 * Reads a duration in Go's notation (`10s`, `1h30m`, `800ms`, `1.5h`, `-2s`), as Docker's flags and compose files take
 * it, and gives milliseconds (a fraction for µs and ns). A bare number is refused, but `0` is not.
 *
 * @throws {UnitError} with Go's own text, e.g. `time: missing unit in duration "5"` (Go `time.ParseDuration`)
 */
export function parseGoDuration(text: string): number {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const unsigned = text.slice(sign.length);
  if (unsigned === '0') return 0;
  const nanoseconds = sumOfElements(unsigned, text);
  // The most negative int64 has no positive counterpart.
  if (nanoseconds > maxNanoseconds + (sign === '-' ? 1n : 0n)) throw invalid(text);
  return millisecondsOf(sign === '-' ? -nanoseconds : nanoseconds);
}

function sumOfElements(unsigned: string, text: string): bigint {
  if (unsigned === '') throw invalid(text);
  let total = 0n;
  let rest = unsigned;
  while (rest !== '') {
    const [matched, whole = '', , fraction = '', unit = ''] = element.exec(rest) ?? [''];
    if (whole === '' && fraction === '') throw invalid(text);
    if (unit === '') throw new UnitError(`time: missing unit in duration ${quote(text)}`);
    const scale = nanosecondsByUnit.get(unit);
    if (scale === undefined) throw new UnitError(`time: unknown unit ${quote(unit)} in duration ${quote(text)}`);
    total += BigInt(whole) * scale + fractionOf(fraction, scale);
    if (total > maxNanoseconds + 1n) throw invalid(text);
    rest = rest.slice(matched.length);
  }
  return total;
}

/** In floating point, as Go does it, with as many digits as an int64 holds; cut off to whole nanoseconds. */
function fractionOf(digits: string, scale: bigint): bigint {
  const kept = BigInt(digits.slice(0, 19)) > maxNanoseconds ? digits.slice(0, 18) : digits.slice(0, 19);
  return BigInt(Math.trunc(Number(kept) * (Number(scale) / 10 ** kept.length)));
}

function millisecondsOf(nanoseconds: bigint): number {
  return Number(nanoseconds) / 1e6;
}

function invalid(text: string): UnitError {
  return new UnitError(`time: invalid duration ${quote(text)}`);
}

/** Whole nanoseconds of a time in ms: what Docker's API carries. */
export function nanosecondsOf(durationMs: number): number {
  return Math.round(durationMs * 1e6);
}

/** Prints a time in ms as Go prints a `time.Duration`: `10s`, `1m30s`, `2160h0m0s`, `1.5ms`, `0s`. */
export function formatGoDuration(durationMs: number): string {
  const nanoseconds = nanosecondsOf(durationMs);
  if (nanoseconds === 0) return '0s';
  const sign = nanoseconds < 0 ? '-' : '';
  const magnitude = Math.abs(nanoseconds);
  if (magnitude < 1_000) return `${sign}${magnitude}ns`;
  if (magnitude < 1_000_000) return `${sign}${withFraction(magnitude, 3)}\u00b5s`;
  if (magnitude < 1_000_000_000) return `${sign}${withFraction(magnitude, 6)}ms`;
  return `${sign}${clockForm(magnitude)}`;
}

function clockForm(nanoseconds: number): string {
  const wholeMinutes = Math.floor(nanoseconds / 60e9);
  const seconds = `${withFraction(nanoseconds - wholeMinutes * 60e9, 9)}s`;
  if (wholeMinutes === 0) return seconds;
  const hours = Math.floor(wholeMinutes / 60);
  const minutes = `${wholeMinutes % 60}m${seconds}`;
  return hours === 0 ? minutes : `${hours}h${minutes}`;
}

/** `value` / 10^`digits`, without trailing zeros. */
function withFraction(value: number, digits: number): string {
  const text = String(value).padStart(digits + 1, '0');
  const fraction = text.slice(-digits).replace(/0+$/, '');
  const whole = text.slice(0, -digits);
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
