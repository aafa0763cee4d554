import { Presets, SingleBar } from 'cli-progress';
import type { Streams } from './streams.ts';

/** Simulated time on a bar, on standard error; silent where nobody looks. */
export interface Progress {
  /** `share` of the run that is done, 0…1. */
  update(share: number): void;
  stop(): void;
}

const silent: Progress = { update: () => undefined, stop: () => undefined };

export function startProgress(streams: Streams, name: string, quiet: boolean): Progress {
  if (quiet || !streams.errIsTerminal) return silent;
  const format = `${name} [{bar}] {percentage}% | {eta_formatted} left`;
  const bar = new SingleBar({ format, clearOnComplete: true, hideCursor: true, fps: 10 }, Presets.legacy);
  bar.start(1000, 0);
  return {
    update: (share) => bar.update(Math.round(share * 1000)),
    stop: () => bar.stop(),
  };
}
