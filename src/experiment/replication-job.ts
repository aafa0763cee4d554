import type { Job } from './job.ts';
import { replicationSeed, seedOverride } from './replication-seed.ts';

/** What the runs of an experiment have in common. */
export interface ExperimentFrame {
  readonly files: Job['files'];
  readonly path: string;
  /** `--set` and the like. */
  readonly overrides: readonly string[];
  /** Of the first replication. */
  readonly seed: number | string;
}

/** The run of one replication (from 1). `overrides` come after the experiment's own. */
export function replicationJob(
  frame: ExperimentFrame,
  overrides: readonly string[],
  replication: number,
  asked: Pick<Job, 'promises' | 'course'>,
): Job {
  const { files, path, seed } = frame;
  const seeded = seedOverride(replicationSeed(seed, replication));
  return { files, path, overrides: [...frame.overrides, ...overrides, seeded], ...asked };
}
