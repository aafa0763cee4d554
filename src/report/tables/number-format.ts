/**
 * How numbers stand in files: `.` as the decimal mark, no grouping, no exponent for any size that a run can reach, whatever
 * the locale. `seconds`: 6 decimals. `milliseconds`: 3 decimals. `number`: as many decimals as it needs, at most 6.
 */
export type NumberFormat = 'seconds' | 'milliseconds' | 'number';

const DECIMALS: Readonly<Record<NumberFormat, number>> = { seconds: 6, milliseconds: 3, number: 6 };

/** @throws Error if the value is not finite: such a value is a fault of the simulator, never a result. */
export function formatNumber(value: number, format: NumberFormat): string {
  if (!Number.isFinite(value)) throw new Error(`A result is ${value}, which is not a finite number.`);
  const fixed = value.toFixed(DECIMALS[format]);
  const text = format === 'number' ? fixed.replace(/\.?0+$/, '') : fixed;
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** The value as it stands in JSON files: the same rounding, as a number. */
export function roundNumber(value: number, format: NumberFormat): number {
  return Number(formatNumber(value, format));
}
