import { studentQuantile } from './student-t.ts';

export interface Interval {
  readonly mean: number;
  readonly halfWidth: number;
}

/** Interval of the mean of independent replications at the level that the theory tests use: two-sided 99.9 %. */
const level = 0.9995;

export function intervalOf(values: readonly number[]): Interval {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, halfWidth: studentQuantile(level, values.length - 1) * Math.sqrt(variance / values.length) };
}
