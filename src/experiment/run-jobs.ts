import type { Executor } from './executor.ts';
import type { Job, JobOutcome } from './job.ts';
import { JobFailure } from './job-failure.ts';
import { jobKey } from './job-key.ts';
import type { JobResult } from './job-result.ts';
import type { Journal } from './journal.ts';

/** Where jobs run, what of them is done, and who is told. */
export interface Laboratory {
  readonly executor: Executor;
  readonly journal: Journal;
  readonly progress: ExperimentProgress;
}

/** Told by those who plan how much work there is, and by {@link runJobs} as it is done. */
export interface ExperimentProgress {
  /** So many more jobs there will be. */
  planned(jobs: number): void;
  /** So many of them are done. */
  done(jobs: number): void;
}

export const noProgress: ExperimentProgress = { planned: () => undefined, done: () => undefined };

/**
 * Runs jobs, all but those that the journal knows.
 *
 * @returns their results in the order of the jobs, whatever the order in which they ended
 * @throws {JobFailure} of the first of the jobs that failed; those that were done are in the journal then
 */
export async function runJobs(jobs: readonly Job[], { executor, journal, progress }: Laboratory): Promise<JobResult[]> {
  const keys = jobs.map(jobKey);
  const results = keys.map((key) => journal.find(key));
  const missing = [...results.keys()].filter((index) => results[index] === undefined);
  let failed: { readonly index: number; readonly outcome: JobOutcome & { ok: false } } | null = null;
  progress.done(jobs.length - missing.length);
  await executor.run(
    missing.map((index) => jobs[index]!),
    (place, outcome) => {
      const index = missing[place]!;
      progress.done(1);
      if (outcome.ok) {
        results[index] = outcome.result;
        journal.keep(keys[index]!, outcome.result);
      } else if (failed === null || index < failed.index) {
        failed = { index, outcome };
      }
    },
  );
  throwIfFailed(jobs, failed);
  return results.map((result, index) => {
    if (result === undefined) throw new Error(`${executor.name} lost job ${index}`);
    return result;
  });
}

function throwIfFailed(
  jobs: readonly Job[],
  failed: { readonly index: number; readonly outcome: JobOutcome & { ok: false } } | null,
): void {
  if (failed !== null) throw new JobFailure(jobs[failed.index]!, failed.outcome);
}
