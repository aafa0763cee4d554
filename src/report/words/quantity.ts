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

/** A mean with the half width of its interval: `121ms ± 3.2ms`. An interval that is not symmetric counts with its wider half. */
export function humanInterval({ mean, low, high }: Interval, unit: MetricUnit): string {
  return `${humanQuantity(mean, unit)} ± ${humanQuantity(Math.max(mean - low, high - mean), unit)}`;
}

/** The same for a difference: `-22.7ms ± 2.9ms`. */
export function humanDifferenceInterval({ mean, low, high }: Interval, unit: MetricUnit): string {
  return `${humanDifference(mean, unit)} ± ${humanSize(Math.max(mean - low, high - mean), unit)}`;
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
  const text = humanQuantity(Math.abs(value), unit);
  return unit === 'share' ? text.replace('%', 'pp') : text;
}

/** What reads as nothing has no sign. */
function withSign(value: number, text: string): string {
  if (!/[1-9i]/.test(text)) return text;
  return `${value < 0 ? '-' : '+'}${text}`;
}
