import { basename } from 'node:path';
import type { Argv } from 'yargs';
import { checkOwnStrategies } from '../../experiment/check-own-strategies.ts';
import type { MixDesign, PlanDesign } from '../../experiment/plan/design.ts';
import { designPlan, type PlanWishes } from '../../experiment/plan/design-plan.ts';
import { plan as makePlan } from '../../experiment/plan/plan.ts';
import { planJson } from '../../report/experiment/experiment-json.ts';
import { planTables } from '../../report/experiment/plan-tables.ts';
import { writePlan } from '../../report/experiment/write-plan.ts';
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

export interface PlanOptions extends LaboratoryOptions, OutputOptions {
  readonly scenario: string;
  readonly find: string;
  readonly promise: readonly string[];
  readonly survive?: 'any-node' | 'any-zone';
  readonly 'lose-at'?: string;
  readonly 'zone-label': string;
  readonly range?: string;
  readonly replications: string;
  readonly 'max-replications': string;
  readonly confidence: string;
  readonly set?: readonly string[];
  readonly placement?: string;
  readonly seed?: string;
  readonly out?: string;
}

const text = { type: 'string', requiresArg: true } as const;

export const planFlags = {
  find: {
    ...text,
    demandOption: true,
    describe: 'The least nodes, nodes=GROUP, replicas=SERVICE or any path of the scenario; or the greatest rate=CLIENT',
  },
  promise: {
    type: 'string',
    array: true,
    nargs: 1,
    demandOption: true,
    describe: 'What must hold, as in expect: "p99(shoppers) < 250ms", "pending == 0"',
  },
  survive: {
    choices: ['any-node', 'any-zone'],
    describe: 'Through the loss of each single machine, or of each zone',
  },
  'lose-at': { ...text, describe: 'When it is lost (default: after a quarter of the run, warm-up apart)' },
  'zone-label': { ...text, default: 'zone', describe: 'Label of nodes whose values are the zones' },
  range: { ...text, describe: 'Values to try (default: 1..100, of a rate a tenth to a hundred times what it is)' },
  replications: { ...text, alias: 'r', default: '10', describe: 'Runs of each value and loss to begin with' },
  'max-replications': { ...text, default: '80', describe: 'At most, where chance leaves a promise open' },
  confidence: { ...text, default: '95%', describe: 'With which all promises are kept' },
  placement: placementFlag,
  set: setFlag,
  seed: seedFlag,
  ...laboratoryFlags,
  out: { ...text, describe: 'Folder to write (default: reports/NAME-plan)' },
  ...outputFlags,
} as const;

export function describePlan(yargs: Argv): Argv<PlanOptions> {
  return yargs
    .positional('scenario', { type: 'string', describe: 'Scenario file (YAML)' })
    .options(planFlags)
    .example(
      "$0 plan my.yaml --find nodes --promise 'p99(shoppers) < 250ms' --promise 'pending == 0'",
      'How many nodes?',
    )
    .example("$0 plan my.yaml --find nodes --promise 'pending == 0' --survive any-node", 'Also with one of them lost')
    .example("$0 plan my.yaml --find rate=shoppers --promise 'p99(shoppers) < 250ms'", 'How much traffic can it take?')
    .example(
      "$0 plan my.yaml --find replicas=web --promise 'error_rate(shoppers) < 1%' --range 2..40",
      'Replicas',
    ) as unknown as Argv<PlanOptions>;
}

/** Exit code 1 if no value keeps the promises. */
export async function plan(options: PlanOptions, streams: Streams): Promise<ExitCode> {
  const { scenario: path, quiet } = options;
  const out = options.out ?? defaultFolder(path, '-plan');
  const design = designOf(options);
  await checkOwnStrategies(design.files);
  if (!quiet)
    streams.err(`${path}: looking for the ${design.sought.extreme} ${design.sought.noun}, seed ${design.seed}\n`);
  const report = await inLaboratory({ name: basename(path), out, design }, options, streams, async (laboratory) => {
    const made = await makePlan(design, laboratory);
    await writePlan(made, out, (folder) => laboratory.journal.copyTo(folder));
    return made;
  });
  printReport({ json: () => planJson(report), table: () => planTables(report) }, out, options, streams);
  return report.answer === null ? ExitCode.failed : ExitCode.fine;
}

function designOf(options: PlanOptions): PlanDesign | MixDesign {
  // One run has no bound.
  const most = wholeNumber('max-replications', options['max-replications'], 2);
  const confidence = percentage('confidence', options.confidence);
  if (confidence <= 0.5)
    throw new UsageError(`--confidence of less than a half promises nothing; found "${options.confidence}"`);
  return designPlan(diskFiles, {
    path: options.scenario,
    overrides: [
      ...(options.set ?? []),
      ...placementOverrides(options.placement, options.scenario),
      ...seedOverrides(options.seed),
    ],
    find: options.find,
    range: options.range === undefined ? null : rangeOf(options.range),
    promises: options.promise,
    survive: survivalOf(options),
    replications: { count: Math.min(most, wholeNumber('replications', options.replications, 2)), most },
    confidence,
  });
}

function survivalOf({ survive, 'lose-at': loseAt, 'zone-label': label }: PlanOptions): PlanWishes['survive'] {
  if (survive === undefined) {
    if (loseAt !== undefined) throw new UsageError('--lose-at needs --survive any-node or any-zone');
    return { kind: 'nothing', atMs: null, label };
  }
  return { kind: survive, atMs: loseAt === undefined ? null : durationMs('lose-at', loseAt), label };
}

/** `1..100` */
function rangeOf(words: string): { readonly from: number; readonly to: number } {
  const [, from, to] = /^(\d{1,9})\.\.(\d{1,9})$/.exec(words) ?? [];
  if (from !== undefined && Number(from) <= Number(to)) return { from: Number(from), to: Number(to) };
  throw new UsageError(`--range takes two whole numbers such as 1..100; found "${words}"`);
}
