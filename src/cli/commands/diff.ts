import type { Argv } from 'yargs';
import { diffRuns } from '../../experiment/diff/diff-runs.ts';
import { diffWords } from '../../experiment/diff/diff-words.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';

export interface DiffOptions {
  readonly run1: string;
  readonly run2: string;
  readonly format: 'table' | 'json';
}

export const diffFlags = {
  format: { choices: ['table', 'json'], default: 'table', describe: 'How to print what differs' },
} as const;

export function describeDiff(yargs: Argv): Argv<DiffOptions> {
  return yargs
    .positional('run1', { type: 'string', describe: 'Folder that a run wrote' })
    .positional('run2', { type: 'string', describe: 'Folder that another run wrote' })
    .options(diffFlags)
    .example('$0 diff reports/before reports/after', 'What moved, and the first event at which they part')
    .epilogue('Exit codes: 0 the same, 1 they differ, 2 the input is wrong.') as unknown as Argv<DiffOptions>;
}

/** As diff(1): exit code 1 where the runs differ. */
export async function diff({ run1, run2, format }: DiffOptions, streams: Streams): Promise<ExitCode> {
  const difference = await diffRuns(run1, run2);
  streams.out(format === 'json' ? `${JSON.stringify(difference)}\n` : diffWords(difference));
  return difference.same ? ExitCode.fine : ExitCode.failed;
}
