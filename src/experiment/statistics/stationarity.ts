import { studentQuantile } from './student-t.ts';

/** What a metric over time must have at least, so that its mean or percentile says something of the long run. */
const leastOfAny = 100;

/** So many observations should lie beyond a percentile that is reported. */
const leastBeyond = 10;

/**
 * Observations under which a metric of one run is hardly more than chance.
 *
 * @param quantile of a percentile, such as 0.99; `null` = a mean or a share
 */
export function leastObservations(quantile: number | null): number {
  // Rounded first: 1 − 0.9 is a little less than a tenth.
  return quantile === null ? leastOfAny : Math.max(leastOfAny, Math.round(leastBeyond / (1 - quantile)));
}

/** Neighbouring values of a queue resemble each other; means of so many long stretches hardly do. */
const stretches = 10;

/** Of the slope, one-sided: a warning should be rare where all is well. */
const confidence = 0.999;

/**
 * Whether a queue grows as long as one looks: more work arrives than is done, and means over the run say nothing but how long
 * it was. It does if over ten stretches of the series its regression line rises beyond doubt, and by more than half the mean
 * (a line from 0 rises by twice its mean).
 *
 * A load that rises by plan (a daily curve) looks the same.
 *
 * @param series requests in the system at equal steps of time, without the warm-up
 */
export function growsWithoutBound(series: readonly number[]): boolean {
  if (series.length < 2 * stretches) return false;
  const means = stretchMeans(series);
  const { slope, standardError } = regression(means);
  const mean = means.reduce((sum, value) => sum + value, 0) / stretches;
  const surely = slope - studentQuantile(confidence, stretches - 2) * standardError > 0;
  return surely && slope * stretches > mean / 2;
}

function stretchMeans(series: readonly number[]): number[] {
  return Array.from({ length: stretches }, (_, index) => {
    const edge = (stretch: number) => Math.round((stretch * series.length) / stretches);
    const stretch = series.slice(edge(index), edge(index + 1));
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  });
}

/** Least squares over the places 0, 1, 2, … */
function regression(values: readonly number[]): { readonly slope: number; readonly standardError: number } {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, _, place) => sum + (place - middle) ** 2, 0);
  const slope = values.reduce((sum, value, place) => sum + (place - middle) * (value - mean), 0) / squares;
  const residual = values.reduce((sum, value, place) => sum + (value - mean - slope * (place - middle)) ** 2, 0);
  return { slope, standardError: Math.sqrt(residual / (values.length - 2) / squares) };
}
