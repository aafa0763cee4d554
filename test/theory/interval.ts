import { type MeanInterval, meanInterval } from '../../src/experiment/statistics/interval.ts';

/** Of the theory tests: two-sided 99.9 %. */
const confidence = 0.999;

/** Interval of the mean of independent replications at the level that the theory tests use. */
export function intervalOf(values: readonly number[]): MeanInterval {
  return meanInterval(values, confidence);
}
