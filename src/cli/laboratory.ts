import type { FileJournal } from '../experiment/file-journal.ts';
import { openJournal } from '../experiment/file-journal.ts';
import type { Laboratory } from '../experiment/run-jobs.ts';
import type { Shard } from '../experiment/shard.ts';
import { type ExecutorOptions, executorFlags, executorFor } from './executor-flags.ts';
import { experimentBar } from './experiment-progress.ts';
import type { Streams } from './streams.ts';

export interface LaboratoryOptions extends ExecutorOptions {
  readonly resume: boolean;
  readonly quiet: boolean;
}

/** Of all commands that run many jobs. */
export const laboratoryFlags = {
  ...executorFlags,
  resume: {
    type: 'boolean',
    default: false,
    describe: 'Go on with what an interrupted run left in the folder: its finished runs count',
  },
} as const;

/** What is run, and where its journal goes. */
export interface Undertaking {
  /** On the progress bar. */
  readonly name: string;
  /** Folder of the report. */
  readonly out: string;
  /** All that decides the results: plain data. */
  readonly design: unknown;
  readonly shard?: Shard | null;
}

/** Opens the journal, the executor and the bar for an experiment, and closes them after it. */
export async function inLaboratory<T>(
  { name, out, design, shard = null }: Undertaking,
  options: LaboratoryOptions,
  streams: Streams,
  action: (laboratory: Laboratory & { readonly journal: FileJournal }) => Promise<T>,
): Promise<T> {
  const executor = await executorFor(options, streams);
  const journal = await openJournal(out, JSON.stringify(design), { resume: options.resume, shard });
  if (!options.quiet && journal.known > 0) streams.err(`${journal.known} finished runs are found in ${out}\n`);
  const progress = experimentBar(streams, name, options.quiet);
  try {
    return await action({ executor, journal, progress });
  } finally {
    progress.stop();
    await executor.close();
    journal.close();
  }
}
