import type { Job, JobOutcome } from './job.ts';

/**
 * Where jobs run: in this process, on threads, on other machines. The results do not depend on it.
 *
 * Not promised: an order. `done` is called once for each job as it ends.
 */
export interface Executor {
  /** For people: `2 threads`. */
  readonly name: string;
  /** Ends when all jobs have. Rejects if the machine is in the way (a lost Redis), never because a job failed. */
  run(jobs: readonly Job[], done: (index: number, outcome: JobOutcome) => void): Promise<void>;
  /** Lets go of threads and connections. */
  close(): Promise<void>;
}
