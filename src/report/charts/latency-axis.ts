import type { LatencyRow } from '../../simulation/run-result.ts';
import { greatestOf } from './intervals.ts';
import { logDomain, logTicks, roundUp, tickCountFor } from './scales.ts';

/** From this ratio of the greatest to a usual latency on, a linear axis would hide the usual. */
const LOG_FROM_RATIO = 40;

/** Vega's words for ms on an axis. */
export const MS_LABEL =
  "datum.value >= 1000 ? format(datum.value / 1000, '~r') + ' s' : datum.value === 0 ? '0' : format(datum.value, '~r') + ' ms'";

/** Whether latencies need a logarithmic scale. */
export function spansDecades(rows: readonly LatencyRow[]): boolean {
  const medians = rows.map((row) => row.p50_ms ?? 0).sort((a, b) => a - b);
  const usual = medians[medians.length >> 1] ?? 0;
  const greatest = greatestOf(rows, (row) => row.p99_ms ?? 0);
  return usual > 0 && greatest / usual > LOG_FROM_RATIO;
}

/** Scale and axis that have room for these latencies, ms. */
export function latencyAxis(values: readonly (number | null)[], logarithmic: boolean, heightPx: number) {
  if (!logarithmic) {
    const domain = [0, roundUp(greatestOf(values, (ms) => ms ?? 0))];
    const tickCount = tickCountFor(heightPx);
    return { scale: { domain, nice: false }, axis: { tickCount, labelExpr: MS_LABEL } };
  }
  const positive = values.filter((ms) => ms !== null && ms > 0) as number[];
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const domain = logDomain(least, most);
  const ticks = logTicks(least, most).filter((ms) => ms >= domain[0] && ms <= domain[1]);
  return { scale: { type: 'log' as const, domain, nice: false }, axis: { values: ticks, labelExpr: MS_LABEL } };
}
