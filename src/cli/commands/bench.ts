import { writeFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { baselinePaths, readBaseline, writeBaseline } from '../../experiment/bench/baseline-files.ts';
import { bench as runBench } from '../../experiment/bench/bench.ts';
import { benchWords, updateWords } from '../../experiment/bench/bench-words.ts';
import { junit } from '../../experiment/bench/junit.ts';
import { markdown } from '../../experiment/bench/markdown.ts';
import { readSuite, type Suite } from '../../experiment/bench/suite.ts';
import { asOutputError } from '../../report/folder/output-error.ts';
import { diskFiles } from '../../scenario/disk-files.ts';
import { InputError } from '../../scenario/input-error.ts';
import { suggestion } from '../../scenario/suggest.ts';
import { ExitCode } from '../exit-code.ts';
import { startProgress } from '../progress.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';

export interface BenchOptions {
  readonly suite: string;
  readonly update: boolean;
  readonly only?: readonly string[];
  readonly junit?: string;
  readonly markdown?: string;
  readonly quiet: boolean;
}

export const benchFlags = {
  update: { type: 'boolean', default: false, describe: 'Make what the runs come to the baseline' },
  only: { type: 'string', array: true, nargs: 1, describe: 'Run this scenario of the suite alone' },
  junit: { type: 'string', requiresArg: true, describe: 'Write the results as JUnit XML to this file' },
  markdown: { type: 'string', requiresArg: true, describe: 'Write the results as Markdown to this file' },
  quiet: { type: 'boolean', alias: 'q', default: false, describe: 'No progress, no table: only errors' },
} as const;

export function describeBench(yargs: Argv): Argv<BenchOptions> {
  return yargs
    .positional('suite', { type: 'string', default: 'bench/suite.yaml', describe: 'Suite file (YAML)' })
    .options(benchFlags)
    .example('$0 bench --update', 'Accept what the runs come to; commit the files that it writes')
    .example('$0 bench', 'Did a change make something else of them? Exit code 1 if so')
    .example('$0 bench --junit bench.xml --markdown bench.md', 'For CI') as unknown as Argv<BenchOptions>;
}

/** All is checked before the first run; nothing is written before the last one. */
export async function bench(options: BenchOptions, streams: Streams): Promise<ExitCode> {
  const suite = readSuite(diskFiles, options.suite);
  checkNames(suite, options.only ?? []);
  const baseline = readBaselineFor(options);
  const progress = startProgress(streams, options.suite, options.quiet);
  const { report, update } = await runBench(suite, diskFiles, {
    only: options.only ?? null,
    baseline,
    done: (share) => progress.update(share),
  }).finally(() => progress.stop());
  if (!options.quiet) streams.out(options.update ? updateWords(report) : benchWords(report));
  if (options.junit !== undefined) write(options.junit, junit(report));
  if (options.markdown !== undefined) write(options.markdown, markdown(report));
  if (!options.update) return report.verdicts.every(({ passes }) => passes) ? ExitCode.fine : ExitCode.failed;
  writeBaseline(options.suite, update);
  const { baseline: file, history } = baselinePaths(options.suite);
  if (!options.quiet) streams.out(`\nWrote ${file} and ${history}.\n`);
  const accepted = report.verdicts.every(({ outcome, failed }) => outcome !== 'refused' && failed.length === 0);
  return accepted ? ExitCode.fine : ExitCode.failed;
}

function checkNames({ file, scenarios }: Suite, only: readonly string[]): void {
  const names = scenarios.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`${file} has no scenario "${unknown}"${suggestion(unknown, names)}`);
}

/** What is to be written anew need not be whole. */
function readBaselineFor({ suite, update, only }: BenchOptions): ReturnType<typeof readBaseline> {
  try {
    const baseline = readBaseline(suite);
    if (baseline !== null || update) return baseline;
  } catch (error) {
    if (update && only === undefined && error instanceof InputError) return null;
    throw error;
  }
  const message = `there is no baseline yet: \`seatrial bench ${suite} --update\` writes one`;
  throw new InputError([{ file: baselinePaths(suite).baseline, line: 0, column: 0, message }]);
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw asOutputError(error, path);
  }
}
