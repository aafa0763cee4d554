import type { MetricUnit } from '../../metrics/catalogue.ts';
import { humanMeasure, humanMs, humanShare, NOTHING } from './human.ts';

/** A metric's value in its unit: `121ms`, `1.5%`, `12`; `infinite`; a dash for none. */
export function humanQuantity(value: number | null, unit: MetricUnit): string {
  if (value === null) return NOTHING;
  if (value === Number.POSITIVE_INFINITY) return 'infinite';
  if (value < 0) return withSign(value, humanQuantity(-value, unit));
  if (unit === 'ms') return humanMs(value);
  return unit === 'share' ? humanShare(value) : humanMeasure(value);
}

/** A difference of two values, with its sign: `-22.7ms`, `+3`, `-0.5pp` (percentage points, where the unit is a share). */
export function humanDifference(value: number, unit: MetricUnit): string {
  return withSign(value, humanSize(value, unit));
}

/**
 * A mean with the half width of its interval, as exact as the interval is wide: `121.0ms ± 3.2ms`. An interval that is not
 * symmetric counts with its wider half.
 */
export function humanInterval(interval: Interval, unit: MetricUnit): string {
  const half = halfOf(interval);
  if (half === 0) return `${humanQuantity(interval.mean, unit)} ± 0`;
  const write = writerFor(interval.mean, half, unit);
  return `${interval.mean < 0 ? '-' : ''}${write(interval.mean)} ± ${write(half)}`;
}

/** The same for a difference, with its sign: `-22.7ms ± 2.9ms`. */
export function humanDifferenceInterval(interval: Interval, unit: MetricUnit): string {
  const half = halfOf(interval);
  if (half === 0) return `${humanDifference(interval.mean, unit)} ± 0`;
  const write = writerFor(interval.mean, half, unit);
  return inPoints(`${withSign(interval.mean, write(interval.mean))} ± ${write(half)}`, unit);
}

/** A change as a percentage, with its sign: `-18.8%`, `+4200%`. */
export function humanChange(fraction: number | null): string {
  if (fraction === null) return NOTHING;
  const text = Math.abs(fraction) >= 10 ? `${Math.round(Math.abs(fraction) * 100)}%` : humanShare(Math.abs(fraction));
  return withSign(fraction, text);
}

interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

function humanSize(value: number, unit: MetricUnit): string {
  return inPoints(humanQuantity(Math.abs(value), unit), unit);
}

/** A difference of percentages is in percentage points. */
function inPoints(text: string, unit: MetricUnit): string {
  return unit === 'share' ? text.replaceAll('%', 'pp') : text;
}

function halfOf({ mean, low, high }: Interval): number {
  return Math.max(mean - low, high - mean);
}

const HALF_DIGITS = 2;
const MOST_DECIMALS = 6;

/** Writes sizes in one unit, with as many decimals as leave two digits of the half width. */
function writerFor(mean: number, half: number, unit: MetricUnit): (value: number) => string {
  const seconds = unit === 'ms' && Math.max(Math.abs(mean), half) >= 1000;
  const factor = seconds ? 0.001 : unit === 'share' ? 100 : 1;
  const name = seconds ? 's' : { ms: 'ms', share: '%', count: '', word: '' }[unit];
  const power = Number((half * factor).toExponential(HALF_DIGITS - 1).split('e')[1]);
  const decimals = Math.min(MOST_DECIMALS, Math.max(0, HALF_DIGITS - 1 - power));
  return (value) => `${(Math.abs(value) * factor).toFixed(decimals)}${name}`;
}

/** What reads as nothing has no sign. */
function withSign(value: number, text: string): string {
  if (!/[1-9i]/.test(text)) return text;
  return `${value < 0 ? '-' : '+'}${text}`;
}
