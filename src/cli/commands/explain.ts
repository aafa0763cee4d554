import type { Argv } from 'yargs';
import { diskFiles } from '../../scenario/disk-files.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { strategiesOf } from '../../scenario/strategies-of.ts';
import { suggestion } from '../../scenario/suggest.ts';
import { duration } from '../../scenario/written/scalars.ts';
import { explainTask } from '../../simulation/explain-task.ts';
import { ExitCode } from '../exit-code.ts';
import { explanationJson, explanationText } from '../explanation-text.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';
import { placementFlag, placementOverrides } from './placement-flag.ts';
import { seedFlag, seedOverrides } from './seed-flag.ts';
import { setFlag } from './set-flag.ts';

export interface ExplainOptions {
  readonly scenario: string;
  readonly task: string;
  readonly at?: string;
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly placement?: string;
  readonly format: 'table' | 'json';
}

export const explainFlags = {
  task: {
    type: 'string',
    requiresArg: true,
    demandOption: true,
    describe: "The task: web.3, a global service's web.worker1, or an id",
  },
  at: {
    type: 'string',
    requiresArg: true,
    describe: 'Only the decision that holds at this instant, such as 2m (default: all of the run)',
  },
  seed: seedFlag,
  set: setFlag,
  placement: placementFlag,
  format: { choices: ['table', 'json'], default: 'table', describe: 'What to print' },
} as const;

export function describeExplain(yargs: Argv): Argv<ExplainOptions> {
  return yargs
    .positional('scenario', { type: 'string', describe: 'Scenario file (YAML)' })
    .options(explainFlags)
    .example('$0 explain my.yaml --task web.3', 'Each time that web.3 was placed, or was not')
    .example('$0 explain my.yaml --task web.3 --at 2m', 'Why is it where it is after two minutes?')
    .example(
      '$0 explain my.yaml --task web.3 --placement binpack',
      'And under another strategy?',
    ) as unknown as Argv<ExplainOptions>;
}

/** Runs the scenario, without a report, and says why the task went where it went. */
export async function explain(options: ExplainOptions, streams: Streams): Promise<ExitCode> {
  const overrides = [
    ...(options.set ?? []),
    ...seedOverrides(options.seed),
    ...placementOverrides(options.placement, options.scenario),
  ];
  const { scenario } = loadScenario(diskFiles, options.scenario, overrides);
  const untilMs = options.at === undefined ? scenario.durationMs : instant(options.at, scenario.durationMs);
  const strategies = await strategiesOf(scenario, diskFiles);
  const { decisions, names } = explainTask(scenario, options.task, untilMs, { strategies });
  if (decisions.length === 0) {
    const until = options.at === undefined ? '' : ` until ${options.at}`;
    throw new UsageError(`the run places no task ${options.task}${until}${suggestion(options.task, names)}`);
  }
  const shown = options.at === undefined ? decisions : decisions.slice(-1);
  const told = options.format === 'json' ? explanationJson : explanationText;
  streams.out(told(options.task, shown));
  return ExitCode.fine;
}

/** @throws {UsageError} */
function instant(text: string, durationMs: number): number {
  const read = duration.safeParse(text);
  if (!read.success) throw new UsageError(`--at: ${read.error.issues[0]?.message ?? 'no duration'}`);
  if (read.data > durationMs) throw new UsageError(`--at ${text} is after the end of the run (${durationMs / 1000}s)`);
  return read.data;
}
