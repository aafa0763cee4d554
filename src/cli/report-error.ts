import { ExecutorError } from '../experiment/executors/executor-error.ts';
import { JobFailure } from '../experiment/job-failure.ts';
import { shellWord } from '../experiment/shell-word.ts';
import { OutputError } from '../report/folder/output-error.ts';
import { InputError } from '../scenario/input-error.ts';
import { RefusedCommandError } from '../simulation/refused-command-error.ts';
import { ExitCode } from './exit-code.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';

/** What went wrong while a scenario ran, with what is needed to see it again. */
export class RunFault extends Error {
  readonly seed: number | string;

  constructor(cause: unknown, seed: number | string) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'RunFault';
    this.seed = seed;
  }
}

/** Tells the user, and answers with the exit code that fits: 2 for wrong input, 3 for the machine or Seatrial itself. */
export function reportError(error: unknown, args: readonly string[], streams: Streams): ExitCode {
  if (error instanceof UsageError) {
    streams.err(`seatrial: ${error.message}\nSee 'seatrial --help'.\n`);
    return ExitCode.wrongInput;
  }
  if (error instanceof InputError || error instanceof RefusedCommandError) {
    streams.err(`${error.message}\n`);
    return ExitCode.wrongInput;
  }
  if (error instanceof JobFailure) {
    streams.err(error.kind === 'input' ? `${error.message}\nThis run alone: ${error.reproduce}\n` : jobFault(error));
    return error.kind === 'input' ? ExitCode.wrongInput : ExitCode.fault;
  }
  if (error instanceof OutputError || error instanceof ExecutorError) {
    streams.err(`seatrial: ${error.message}\n`);
    return ExitCode.fault;
  }
  streams.err(internalFault(error, args));
  return ExitCode.fault;
}

const faultHead = 'seatrial: internal fault: this is a bug in Seatrial, not in your scenario.';

function jobFault({ reproduce, jobStack }: JobFailure): string {
  return `${faultHead}\nTo reproduce: ${reproduce}\n${jobStack}\n`;
}

function internalFault(error: unknown, args: readonly string[]): string {
  const cause = error instanceof RunFault ? error.cause : error;
  const lines = [faultHead];
  if (error instanceof RunFault) lines.push(`Seed: ${error.seed}`);
  lines.push(`To reproduce: seatrial ${args.map(shellWord).join(' ')}`);
  lines.push(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause));
  return `${lines.join('\n')}\n`;
}
