import { Presets, SingleBar } from 'cli-progress';
import type { ExperimentProgress } from '../experiment/run-jobs.ts';
import { noProgress } from '../experiment/run-jobs.ts';
import type { Streams } from './streams.ts';

/** To be stopped before anything else is printed. */
export interface ExperimentBar extends ExperimentProgress {
  stop(): void;
}

/** Runs on a bar with the time left, on standard error; silent where nobody looks. */
export function experimentBar(streams: Streams, name: string, quiet: boolean): ExperimentBar {
  if (quiet || !streams.errIsTerminal) return { ...noProgress, stop: () => undefined };
  const format = `${name} [{bar}] {value} of {total} runs | {eta_formatted} left`;
  const bar = new SingleBar(
    { format, clearOnComplete: true, hideCursor: true, fps: 10, etaBuffer: 50 },
    Presets.legacy,
  );
  let planned = 0;
  bar.start(0, 0);
  return {
    planned(jobs) {
      planned += jobs;
      bar.setTotal(planned);
    },
    done: (jobs) => bar.increment(jobs),
    stop: () => bar.stop(),
  };
}
