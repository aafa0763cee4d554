import { basename } from 'node:path';
import type { Argv } from 'yargs';
import { checkOwnStrategies } from '../../experiment/check-own-strategies.ts';
import { readAxis, variantsOf } from '../../experiment/compare/axis.ts';
import { compare as runComparison } from '../../experiment/compare/compare.ts';
import { type ComparisonDesign, designComparison, type WarmupRule } from '../../experiment/compare/design.ts';
import { runShard } from '../../experiment/compare/run-shard.ts';
import { readShard, type Shard } from '../../experiment/shard.ts';
import { writeShard } from '../../experiment/write-shard.ts';
import type { ComparisonReport } from '../../report/experiment/comparison-report.ts';
import { comparisonTables } from '../../report/experiment/comparison-tables.ts';
import { comparisonJson } from '../../report/experiment/experiment-json.ts';
import { writeComparison } from '../../report/experiment/write-comparison.ts';
import { diskFiles } from '../../scenario/disk-files.ts';
import { ExitCode } from '../exit-code.ts';
import { inLaboratory, type LaboratoryOptions, laboratoryFlags } from '../laboratory.ts';
import { defaultFolder, type OutputOptions, outputFlags, printReport } from '../output.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';
import { durationMs, percentage, wholeNumber } from './number-flags.ts';
import { placementFlag, placementOverrides } from './placement-flag.ts';
import { seedFlag, seedOverrides } from './seed-flag.ts';
import { setFlag } from './set-flag.ts';

export interface CompareOptions extends LaboratoryOptions, OutputOptions {
  readonly scenario: string;
  readonly vary?: readonly string[];
  readonly set?: readonly string[];
  readonly placement?: string;
  readonly seed?: string;
  readonly metric?: readonly string[];
  readonly replications: string;
  readonly until?: string;
  readonly 'max-replications': string;
  readonly warmup?: string;
  readonly confidence: string;
  readonly out?: string;
  readonly shard?: string;
}

const defaults = { replications: 20, mostReplications: 10_000, confidence: '95%' } as const;

export const compareFlags = {
  vary: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'An axis: path=value,value… The first values are the baseline; several axes make their product',
  },
  set: setFlag,
  placement: placementFlag,
  seed: seedFlag,
  metric: {
    type: 'string',
    array: true,
    nargs: 1,
    describe: 'Judge this metric, e.g. "p99(shoppers)" (default: those that a reader wants first)',
  },
  replications: {
    type: 'string',
    requiresArg: true,
    alias: 'r',
    default: String(defaults.replications),
    describe: 'Runs of each variant, each under a seed of its own that all variants share',
  },
  until: { type: 'string', requiresArg: true, describe: 'Go on until the intervals are this narrow: ±2%' },
  'max-replications': {
    type: 'string',
    requiresArg: true,
    default: String(defaults.mostReplications),
    describe: 'Where --until gives up',
  },
  warmup: {
    type: 'string',
    requiresArg: true,
    describe:
      "Cut from the beginning of each run: a duration, or auto = found by MSER-5 (default: the scenario's, else auto)",
  },
  confidence: { type: 'string', requiresArg: true, default: defaults.confidence, describe: 'Of the intervals' },
  ...laboratoryFlags,
  shard: { type: 'string', requiresArg: true, describe: 'Run only part i of n, such as 1/4, for seatrial merge' },
  out: { type: 'string', requiresArg: true, describe: 'Folder to write (default: reports/NAME-compare)' },
  ...outputFlags,
} as const;

export function describeCompare(yargs: Argv): Argv<CompareOptions> {
  return yargs
    .positional('scenario', { type: 'string', describe: 'Scenario file (YAML)' })
    .options(compareFlags)
    .example('$0 compare my.yaml --vary placement=spread,binpack', 'Which strategy is better?')
    .example('$0 compare my.yaml --vary services.web.deploy.replicas=4,6,8 --until ±2%', 'As exact as you want it')
    .example("$0 compare my.yaml --vary placement=spread,binpack --metric 'p99(shoppers)'", 'One metric only')
    .example('$0 compare my.yaml', 'No axis: each metric with its interval') as unknown as Argv<CompareOptions>;
}

/** Everything is checked, and the folder looked at, before the first run. */
export async function compare(options: CompareOptions, streams: Streams): Promise<ExitCode> {
  const { scenario: path, quiet } = options;
  const out = options.out ?? defaultFolder(path, '-compare');
  const shard = options.shard === undefined ? null : shardOf(options.shard, options);
  const design = designOf(options);
  await checkOwnStrategies(design.files);
  if (!quiet) streams.err(announcement(design));
  const undertaking = { name: basename(path), out, design, shard };
  const report = await inLaboratory(undertaking, options, streams, async (laboratory) => {
    const { journal } = laboratory;
    if (shard !== null) {
      await runShard(design, shard, laboratory);
      await writeShard(journal, out);
      return null;
    }
    const finished = await runComparison(design, laboratory);
    await writeComparison(finished, out, (folder) => journal.copyTo(folder));
    return finished;
  });
  if (report !== null) printComparison(report, out, options, streams);
  else if (!quiet) streams.out(`Shard ${options.shard} is in ${out}/ – put all together with seatrial merge\n`);
  return ExitCode.fine;
}

export function printComparison(report: ComparisonReport, out: string, options: OutputOptions, streams: Streams): void {
  printReport({ json: () => comparisonJson(report), table: () => comparisonTables(report) }, out, options, streams);
}

function shardOf(words: string, { until }: CompareOptions): Shard {
  if (until !== undefined)
    throw new UsageError(
      '--until and --shard do not go together: a shard must know beforehand how many runs there are',
    );
  const shard = readShard(words);
  if (shard === null) throw new UsageError(`--shard takes i/n such as 1/4; found "${words}"`);
  return shard;
}

function announcement({ seed, replications, axes, path }: ComparisonDesign): string {
  const variants = variantsOf(axes).length;
  const runs = replications.until === null ? `${replications.count}` : `at least ${replications.count}`;
  return `${path}: ${variants} ${variants === 1 ? 'variant' : 'variants'}, ${runs} replications each, seed ${seed}\n`;
}

function designOf(options: CompareOptions): ComparisonDesign {
  return designComparison(diskFiles, {
    path: options.scenario,
    overrides: [
      ...(options.set ?? []),
      ...placementOverrides(options.placement, options.scenario),
      ...seedOverrides(options.seed),
    ],
    vary: (options.vary ?? []).map(readAxis),
    replications: {
      count: wholeNumber('replications', options.replications, 1),
      until: options.until === undefined ? null : percentage('until', options.until),
      most: wholeNumber('max-replications', options['max-replications'], 1),
    },
    warmup: warmupRule(options.warmup),
    metrics: options.metric ?? null,
    confidence: percentage('confidence', options.confidence),
  });
}

function warmupRule(words: string | undefined): WarmupRule | null {
  if (words === undefined) return null;
  if (words === 'auto') return { kind: 'find' };
  return { kind: 'set', ms: durationMs('warmup', words, ', or auto') };
}
