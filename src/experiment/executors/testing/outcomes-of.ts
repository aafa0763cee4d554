import type { Executor } from '../../executor.ts';
import type { Job, JobOutcome } from '../../job.ts';

/** In the order of the jobs. Throws if one is done twice. */
export async function outcomesOf(executor: Executor, jobs: readonly Job[]): Promise<JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  await executor.run(jobs, (index, outcome) => {
    if (outcomes[index] !== undefined) throw new Error(`job ${index} is done twice`);
    outcomes[index] = outcome;
  });
  return outcomes;
}
