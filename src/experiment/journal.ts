import type { JobResult } from './job-result.ts';

/** Results of jobs that are done, by their keys: what `--resume` and `merge` need not run again. */
export interface Journal {
  find(key: string): JobResult | undefined;
  keep(key: string, result: JobResult): void;
}

/** Forgets at once. */
export const noJournal: Journal = { find: () => undefined, keep: () => undefined };
