import type { Job } from './job.ts';
import { shellWord } from './shell-word.ts';

/** `input`: the scenario is wrong, or the swarm refuses what it asks for; `fault`: a bug of Seatrial. */
export type ErrorKind = 'input' | 'fault';

/** A run of an experiment came to no result. */
export class JobFailure extends Error {
  readonly kind: ErrorKind;
  /** The job's own stack, of wherever it ran. */
  readonly jobStack: string;
  /** The command that runs this job alone. */
  readonly reproduce: string;

  constructor(job: Job, failure: { readonly kind: ErrorKind; readonly message: string; readonly stack: string }) {
    super(failure.message);
    this.name = 'JobFailure';
    this.kind = failure.kind;
    this.jobStack = failure.stack;
    const words = [...job.overrides, ...promiseOverride(job)].map((words) => `--set ${shellWord(words)}`);
    this.reproduce = ['seatrial run', shellWord(job.path), ...words].join(' ');
  }
}

/** Promises stand in the place of what the scenario itself expects. */
export function promiseOverride({ promises }: Pick<Job, 'promises'>): string[] {
  return [`expect=${JSON.stringify(promises)}`];
}
