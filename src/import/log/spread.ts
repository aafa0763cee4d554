import type { LogForm } from './log-line.ts';
import type { RequestLog } from './request-log.ts';

/**
 * Adds the requests of a log with the times at which they came. A clock that knows only seconds would have them come in bursts: those of one step
 * are spread over it evenly, in the order of the log.
 */
export function spread(from: RequestLog, { timeStepMs, timeIsEnd }: LogForm, into: RequestLog): void {
  const { timesMs, durationsMs } = from;
  const isCoarse = timeStepMs >= 1000;
  const inStep = new Map<number, number>();
  if (isCoarse) for (const timeMs of timesMs) inStep.set(timeMs, (inStep.get(timeMs) ?? 0) + 1);
  const soFar = new Map<number, number>();
  for (const [index, timeMs] of timesMs.entries()) {
    const before = soFar.get(timeMs) ?? 0;
    if (isCoarse) soFar.set(timeMs, before + 1);
    const withinMs = isCoarse ? (timeStepMs * (before + 0.5)) / inStep.get(timeMs)! : 0;
    const durationMs = durationsMs[index]!;
    into.add(timeMs + withinMs - (timeIsEnd && durationMs > 0 ? durationMs : 0), durationMs);
  }
}
