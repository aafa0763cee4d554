import { basename, extname, join } from 'node:path';
import type { Argv } from 'yargs';
import { checkRunFolder } from '../../report/folder/run-folder.ts';
import { writeRun } from '../../report/folder/write-run.ts';
import { summaryTables } from '../../report/terminal/summary-tables.ts';
import { diskFiles } from '../../scenario/disk-files.ts';
import { InputError, type Problem } from '../../scenario/input-error.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { strategiesOf } from '../../scenario/strategies-of.ts';
import { notModelled } from '../../simulation/not-modelled.ts';
import { RefusedCommandError } from '../../simulation/refused-command-error.ts';
import type { RunResult } from '../../simulation/run-result.ts';
import type { Scenario } from '../../simulation/scenario.ts';
import type { SimulationOptions } from '../../simulation/simulation.ts';
import type { PlacementStrategy } from '../../simulation/vocabulary.ts';
import { ExitCode } from '../exit-code.ts';
import { defaultReports, type OutputOptions, outputFlags, printReport } from '../output.ts';
import { startProgress } from '../progress.ts';
import { RunFault } from '../report-error.ts';
import { simulateWithProgress } from '../simulate-with-progress.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';
import { placementFlag, placementOverrides } from './placement-flag.ts';
import { seedFlag, seedOverrides } from './seed-flag.ts';
import { setFlag } from './set-flag.ts';

export interface RunOptions extends OutputOptions {
  readonly scenarios: readonly string[];
  readonly seed?: string;
  readonly out?: string;
  readonly set?: readonly string[];
  readonly placement?: string;
  /** '' = all requests; a text such as `1%` = that share of them. */
  readonly trace?: string;
}

export const runFlags = {
  seed: seedFlag,
  out: { type: 'string', requiresArg: true, describe: `Folder to write (default: ${defaultReports}/NAME)` },
  set: setFlag,
  placement: placementFlag,
  trace: {
    type: 'string',
    describe: 'Write requests.csv and hops.csv: all requests, a share such as 1%, or a window such as 2m..2m10s',
  },
  ...outputFlags,
} as const;

export function describeRun(yargs: Argv): Argv<RunOptions> {
  return yargs
    .positional('scenarios', { type: 'string', describe: 'Scenario files (YAML)' })
    .options(runFlags)
    .example('$0 run my.yaml', 'Run it; reports/my/report.html shows what happened')
    .example('$0 run my.yaml --seed 2', 'The same with other random numbers')
    .example('$0 run my.yaml --set services.web.deploy.replicas=8', 'The same with eight replicas')
    .example('$0 run my.yaml --placement ./mine.mjs', 'The same with a placement strategy of your own')
    .example('$0 run a.yaml b.yaml --out all --format json', 'A subfolder each') as unknown as Argv<RunOptions>;
}

/** Checks all scenarios, and where they will write, before the first one runs: a typing error costs no time. */
export async function run(options: RunOptions, streams: Streams): Promise<ExitCode> {
  const folders = foldersFor(options);
  const loaded = await loadAll(options);
  for (const folder of folders) await checkRunFolder(folder);
  let exitCode: ExitCode = ExitCode.fine;
  for (const [index, { scenario, strategies }] of loaded.entries()) {
    const folder = folders[index] ?? defaultReports;
    const result = simulateOne(scenario, { strategies }, options, streams);
    await writeRun(result, folder, { description: scenario.description, notModelled });
    const printed = { json: () => `${JSON.stringify(result.summary)}\n`, table: () => summaryTables(result) };
    printReport(printed, folder, options, streams);
    if (result.summary.expectations.some((expectation) => !expectation.holds)) exitCode = ExitCode.failed;
  }
  return exitCode;
}

interface Loaded {
  readonly scenario: Scenario;
  readonly strategies: readonly PlacementStrategy[];
}

/** @throws {InputError} with what is wrong with any of them */
async function loadAll(options: RunOptions): Promise<Loaded[]> {
  const common = [...(options.set ?? []), ...seedOverrides(options.seed), ...traceOverride(options)];
  const problems: Problem[] = [];
  const loaded: Loaded[] = [];
  for (const path of options.scenarios) {
    try {
      const overrides = [...common, ...placementOverrides(options.placement, path)];
      const { scenario } = loadScenario(diskFiles, path, overrides);
      loaded.push({ scenario, strategies: await strategiesOf(scenario, diskFiles) });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new InputError(problems);
  return loaded;
}

function traceOverride({ trace }: RunOptions): string[] {
  if (trace === undefined) return [];
  if (!/^\d.*\.\.\d.*$/.test(trace) && (!/^\d+(\.\d+)?%$/.test(trace) || Number(trace.slice(0, -1)) > 100))
    throw new UsageError(
      `--trace takes a share from 0% to 100%, such as 1%, a window such as 2m..2m10s, or nothing for all requests; found "${trace}"`,
    );
  return [`trace=${trace}`];
}

function simulateOne(scenario: Scenario, means: SimulationOptions, options: RunOptions, streams: Streams): RunResult {
  if (!options.quiet) streams.err(`${scenario.name}: seed ${scenario.seed}\n`);
  try {
    return simulateWithProgress(scenario, means, startProgress(streams, scenario.name, options.quiet));
  } catch (error) {
    if (error instanceof RefusedCommandError || error instanceof InputError) throw error;
    throw new RunFault(error, scenario.seed);
  }
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
