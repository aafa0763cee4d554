import { Presets, SingleBar } from 'cli-progress';
import type { ExperimentProgress } from '../experiment/run-jobs.ts';
import { noProgress } from '../experiment/run-jobs.ts';
import type { Streams } from './streams.ts';

/** To be stopped before anything else is printed. */
export interface ExperimentBar extends ExperimentProgress {
  stop(): void;
}

/** Runs on a bar with the time left, on standard error; silent where nobody looks. */
export function experimentBar(streams: Pick<Streams, 'errIsTerminal'>, name: string, quiet: boolean): ExperimentBar {
  if (quiet || !streams.errIsTerminal) return { ...noProgress, stop: () => undefined };
  const format = `${name} [{bar}] {value} of {total} runs | {eta_formatted} left`;
  const options = { format, formatTime: timeLeft, clearOnComplete: true, hideCursor: true, fps: 10, etaBuffer: 50 };
  const bar = new SingleBar(options, Presets.legacy);
  let planned = 0;
  return {
    planned(jobs) {
      if (planned === 0) bar.start(jobs, 0);
      planned += jobs;
      bar.setTotal(planned);
    },
    done: (jobs) => bar.increment(jobs),
    stop: () => bar.stop(),
  };
}

/** In the two greatest units; what is not known yet is no number. */
export function timeLeft(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.round(seconds);
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours > 0) return `${hours}h${minutes}m`;
  return minutes > 0 ? `${minutes}m${whole % 60}s` : `${whole}s`;
}
