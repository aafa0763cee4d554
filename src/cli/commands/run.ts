import { basename, extname, join } from 'node:path';
import type { Argv } from 'yargs';
import { checkRunFolder } from '../../report/folder/run-folder.ts';
import { writeRun } from '../../report/folder/write-run.ts';
import { summaryTables } from '../../report/terminal/summary-tables.ts';
import { diskFiles } from '../../scenario/disk-files.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { notModelled } from '../../simulation/not-modelled.ts';
import { RefusedCommandError } from '../../simulation/refused-command-error.ts';
import type { RunResult } from '../../simulation/run-result.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import { ExitCode } from '../exit-code.ts';
import { startProgress } from '../progress.ts';
import { RunFault } from '../report-error.ts';
import { simulateWithProgress } from '../simulate-with-progress.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';

export interface RunOptions {
  readonly scenarios: readonly string[];
  readonly seed: string | undefined;
  readonly out: string | undefined;
  readonly set: readonly string[];
  /** Share of the requests to write, such as `1%`. */
  readonly trace: string | undefined;
  readonly quiet: boolean;
  readonly format: 'table' | 'json' | 'none';
}

export const runFormats = ['table', 'json', 'none'] as const;
const defaultReports = 'reports';

export function describeRun(yargs: Argv): Argv<RunOptions> {
  return yargs
    .positional('scenarios', { type: 'string', array: true, demandOption: true, describe: 'Scenario files (YAML)' })
    .option('seed', {
      type: 'string',
      requiresArg: true,
      describe: "Seed of all randomness, instead of the scenario's",
    })
    .option('out', { type: 'string', requiresArg: true, describe: `Folder to write (default: ${defaultReports}/NAME)` })
    .option('set', {
      type: 'string',
      array: true,
      nargs: 1,
      default: [],
      describe: 'Change the scenario: path=value, e.g. services.web.deploy.replicas=8',
    })
    .option('trace', { type: 'string', describe: 'Write requests.csv: all requests, or a share of them such as 1%' })
    .option('quiet', { type: 'boolean', alias: 'q', default: false, describe: 'No progress, no table: only errors' })
    .option('format', { choices: runFormats, default: 'table' as const, describe: 'What to print of the summary' })
    .example('$0 run scenarios/tutorial.yaml', 'Run it; reports/tutorial/report.html shows what happened')
    .example('$0 run my.yaml --seed 2 --set services.web.deploy.replicas=8', 'Another seed, eight replicas')
    .example(
      '$0 run scenarios/*.yaml --out reports/all --format json',
      'Several: a subfolder each',
    ) as Argv<RunOptions>;
}

/** Checks all scenarios, and where they will write, before the first one runs: a typing error costs no time. */
export async function run(options: RunOptions, streams: Streams): Promise<ExitCode> {
  const folders = foldersFor(options);
  const loaded = options.scenarios.map((path) => load(path, options));
  for (const folder of folders) await checkRunFolder(folder);
  let exitCode: ExitCode = ExitCode.fine;
  for (const [index, scenario] of loaded.entries()) {
    const folder = folders[index] ?? defaultReports;
    const result = simulateOne(scenario, options, streams);
    await writeRun(result, folder, { description: scenario.description, notModelled });
    print(result, folder, options, streams);
    if (result.summary.expectations.some((expectation) => !expectation.holds)) exitCode = ExitCode.failed;
  }
  return exitCode;
}

function load(path: string, options: RunOptions): Scenario {
  const overrides = [...options.set];
  if (options.seed !== undefined) overrides.push(`seed=${options.seed}`);
  if (options.trace !== undefined) overrides.push(`trace=${options.trace}`);
  return loadScenario(diskFiles, path, overrides).scenario;
}

function simulateOne(scenario: Scenario, options: RunOptions, streams: Streams): RunResult {
  if (!options.quiet) streams.err(`${scenario.name}: seed ${scenario.seed}\n`);
  try {
    return simulateWithProgress(scenario, startProgress(streams, scenario.name, options.quiet));
  } catch (error) {
    if (error instanceof RefusedCommandError) throw error;
    throw new RunFault(error, scenario.seed);
  }
}

function print(result: RunResult, folder: string, options: RunOptions, streams: Streams): void {
  if (options.format === 'json') streams.out(`${JSON.stringify(result.summary)}\n`);
  if (options.format !== 'table' || options.quiet) return;
  streams.out(`${summaryTables(result)}\nWritten to ${folder}/ – open ${join(folder, 'report.html')}\n`);
}

function foldersFor(options: RunOptions): string[] {
  const names = options.scenarios.map((path) => basename(path, extname(path)));
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new UsageError(`two scenarios are called "${twice}": their reports would share a folder; run them apart`);
  }
  if (names.length === 1 && options.out !== undefined) return [options.out];
  return names.map((name) => join(options.out ?? defaultReports, name));
}
