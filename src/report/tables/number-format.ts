/**
 * How numbers stand in files: `.` as the decimal mark, no grouping, no exponent for any size that a run can reach, whatever
 * the locale. `seconds`: 6 decimals. `milliseconds`: 3 decimals. `number`: as many decimals as it needs, at most 6.
 * `statistic`, for means, intervals and their kind: as many decimals as six significant digits need, but 3 for large values;
 * `Infinity` where a failed request decides.
 */
export type NumberFormat = 'seconds' | 'milliseconds' | 'number' | 'statistic';

const DECIMALS: Readonly<Record<Exclude<NumberFormat, 'statistic'>, number>> = {
  seconds: 6,
  milliseconds: 3,
  number: 6,
};
const SIGNIFICANT = 6;
const STATISTIC_DECIMALS = { least: 3, most: 15 } as const;

/** @throws Error if the value is not finite: such a value is a fault of the simulator, but for the infinite statistic. */
export function formatNumber(value: number, format: NumberFormat): string {
  if (format === 'statistic' && value === Number.POSITIVE_INFINITY) return 'Infinity';
  if (!Number.isFinite(value)) throw new Error(`A result is ${value}, which is not a finite number.`);
  const fixed = value.toFixed(format === 'statistic' ? statisticDecimals(value) : DECIMALS[format]);
  const text = format === 'number' || format === 'statistic' ? fixed.replace(/\.?0+$/, '') : fixed;
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** The value as it stands in JSON files: the same rounding, as a number. */
export function roundNumber(value: number, format: NumberFormat): number {
  return Number(formatNumber(value, format));
}

function statisticDecimals(value: number): number {
  const power = Number(value.toExponential().split('e')[1]);
  return Math.min(STATISTIC_DECIMALS.most, Math.max(STATISTIC_DECIMALS.least, SIGNIFICANT - 1 - power));
}
