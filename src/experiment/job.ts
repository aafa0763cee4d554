import type { ErrorKind } from './job-failure.ts';
import type { JobResult } from './job-result.ts';

/**
 * One run that an experiment asks for: plain data that can travel to another thread or machine. It carries the contents of
 * files, never their places on a disk.
 */
export interface Job {
  /** Text of each file that the scenario reads, by the path under which it asks for it. */
  readonly files: Readonly<Record<string, string>>;
  /** The scenario among them. */
  readonly path: string;
  /** `path=value`, as `--set` takes them; the seed of the replication is one of them. */
  readonly overrides: readonly string[];
  /** Asked for instead of the scenario's own `expect`, in the same words. */
  readonly promises: readonly string[];
  /** Whether the result carries what charts and the search for the warm-up need: see {@link JobResult.course}. */
  readonly course: boolean;
}

/** What became of a job. A failure is one of the input or of Seatrial, never of the machine that ran it. */
export type JobOutcome =
  | { readonly ok: true; readonly result: JobResult }
  | { readonly ok: false; readonly kind: ErrorKind; readonly message: string; readonly stack: string };
