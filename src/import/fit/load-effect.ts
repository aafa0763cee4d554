import type { RequestLog } from '../log/request-log.ts';
import { quantileOf } from './quantile.ts';

/** How long requests take in the quietest and in the busiest quarter of the time in which there were any. */
export interface LoadEffect {
  readonly quietMedianMs: number;
  readonly busyMedianMs: number;
  readonly quietDurationsMs: Float64Array;
}

const windows = 200;
const leastWindowMs = 1000;
/** A median of fewer says little. */
const leastAnswers = 100;
/** So much longer is no accident. */
const noticeable = 1.2;

/** `null` = durations do not grow with the load, or the log is too short to tell. */
export function loadEffect(requests: RequestLog): LoadEffect | null {
  const { timesMs, durationsMs } = requests;
  const windowMs = Math.max(leastWindowMs, (timesMs.at(-1) ?? 0) / windows);
  const counts = new Map<number, number>();
  const windowOf = (timeMs: number) => Math.floor(timeMs / windowMs);
  for (const timeMs of timesMs) counts.set(windowOf(timeMs), (counts.get(windowOf(timeMs)) ?? 0) + 1);
  const sorted = Float64Array.from(counts.values()).sort();
  const quietest = quantileOf(sorted, 0.25);
  const busiest = quantileOf(sorted, 0.75);
  if (!(busiest > quietest)) return null;
  const durationsIf = (isWanted: (count: number) => boolean) =>
    durationsMs.filter((ms, index) => !Number.isNaN(ms) && isWanted(counts.get(windowOf(timesMs[index]!))!)).sort();
  const quiet = durationsIf((count) => count <= quietest);
  const busy = durationsIf((count) => count >= busiest);
  if (quiet.length < leastAnswers || busy.length < leastAnswers) return null;
  const quietMedianMs = quantileOf(quiet, 0.5);
  const busyMedianMs = quantileOf(busy, 0.5);
  return busyMedianMs > noticeable * quietMedianMs ? { quietMedianMs, busyMedianMs, quietDurationsMs: quiet } : null;
}
