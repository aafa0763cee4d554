import type { Argv } from 'yargs';
import { compare as runComparison } from '../../experiment/compare/compare.ts';
import type { ComparisonDesign } from '../../experiment/compare/design.ts';
import type { Executor } from '../../experiment/executor.ts';
import { mergeJournals } from '../../experiment/merge-journals.ts';
import { noProgress } from '../../experiment/run-jobs.ts';
import { writeComparison } from '../../report/experiment/write-comparison.ts';
import { InputError } from '../../scenario/input-error.ts';
import { ExitCode } from '../exit-code.ts';
import { type OutputOptions, outputFlags } from '../output.ts';
import type { Streams } from '../streams.ts';
import { printComparison } from './compare.ts';

export interface MergeOptions extends OutputOptions {
  readonly folders: readonly string[];
  readonly out: string;
}

export const mergeFlags = {
  out: { type: 'string', requiresArg: true, demandOption: true, describe: 'Folder to write' },
  ...outputFlags,
} as const;

export function describeMerge(yargs: Argv): Argv<MergeOptions> {
  return yargs
    .positional('folders', { type: 'string', describe: 'What seatrial compare --shard i/n wrote, of all n shards' })
    .options(mergeFlags)
    .example(
      '$0 merge part1 part2 part3 part4 --out all',
      'Four shards make one report',
    ) as unknown as Argv<MergeOptions>;
}

/** Finishes a comparison whose runs are all done: the same bytes as if one machine had run it. */
export async function merge({ folders, out, ...options }: MergeOptions, streams: Streams): Promise<ExitCode> {
  const { design, journal } = await mergeJournals(folders, out);
  try {
    const laboratory = { executor: nothingLeft, journal, progress: noProgress };
    const report = await runComparison(JSON.parse(design) as ComparisonDesign, laboratory);
    await writeComparison(report, out, (folder) => journal.copyTo(folder));
    printComparison(report, out, options, streams);
    return ExitCode.fine;
  } finally {
    journal.close();
  }
}

const nothingLeft: Executor = {
  name: 'merge',
  async run({ length }) {
    if (length === 0) return;
    const message = `${length} runs are in none of the shards: run those again with --resume`;
    throw new InputError([{ file: 'merge', line: 0, column: 0, message }]);
  },
  close: async () => undefined,
};
