import type { Executor } from '../executor.ts';
import { runJob } from '../run-job.ts';

/** One after the other, here. */
export const inProcess: Executor = {
  name: 'this process',
  async run(jobs, done) {
    for (const [index, job] of jobs.entries()) done(index, await runJob(job));
  },
  close: async () => undefined,
};
