import yargs, { type Argv } from 'yargs';
import { suggestion } from '../scenario/suggest.ts';
import { version } from '../simulation/version.ts';
import { bench, benchFlags, describeBench } from './commands/bench.ts';
import { compare, compareFlags, describeCompare } from './commands/compare.ts';
import { describeDiff, diff, diffFlags } from './commands/diff.ts';
import { describeExplain, explain, explainFlags } from './commands/explain.ts';
import { describeImport, importFiles, importFlags } from './commands/import.ts';
import { describeInit, init } from './commands/init.ts';
import { describeMerge, merge, mergeFlags } from './commands/merge.ts';
import { describePlan, plan, planFlags } from './commands/plan.ts';
import { describeRun, run, runFlags } from './commands/run.ts';
import { describeSchema, schema } from './commands/schema.ts';
import { describeShell, shell, shellFlags } from './commands/shell.ts';
import { describeValidate, validate, validateFlags } from './commands/validate.ts';
import { describeWorker, worker, workerFlags } from './commands/worker.ts';
import { ExitCode } from './exit-code.ts';
import { reportError } from './report-error.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';
import { usageWords } from './usage-words.ts';

export interface Command {
  /** As its usage says it, positional arguments too. */
  readonly usage: string;
  readonly summary: string;
  /** Its own, by name. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly describe: (yargs: Argv) => Argv;
  readonly run: (options: never, streams: Streams) => ExitCode | Promise<ExitCode>;
}

/** The commands that there are, in the order in which a new user meets them. */
export const commands: readonly Command[] = [
  {
    usage: 'run <scenarios..>',
    summary: 'Run scenarios; write CSV files, charts and a page for each',
    flags: runFlags,
    describe: describeRun,
    run,
  },
  {
    usage: 'compare <scenario>',
    summary: 'Run variants of a scenario; say which is better, and how sure that is',
    flags: compareFlags,
    describe: describeCompare,
    run: compare,
  },
  {
    usage: 'bench [suite]',
    summary: 'Run a suite of scenarios and compare it with its baseline',
    flags: benchFlags,
    describe: describeBench,
    run: bench,
  },
  {
    usage: 'plan <scenario>',
    summary: 'Find the least nodes or replicas, or the greatest rate, that keep promises',
    flags: planFlags,
    describe: describePlan,
    run: plan,
  },
  {
    usage: 'explain <scenario>',
    summary: 'Say why a task runs where it runs, node by node, or what keeps it from running',
    flags: explainFlags,
    describe: describeExplain,
    run: explain,
  },
  {
    usage: 'shell [scenario]',
    summary: 'Type docker commands on a simulated swarm, or play a script of them',
    flags: shellFlags,
    describe: describeShell,
    run: shell,
  },
  {
    usage: 'diff <run1> <run2>',
    summary: 'Compare two runs: what moved, and where they part',
    flags: diffFlags,
    describe: describeDiff,
    run: diff,
  },
  {
    usage: 'merge <folders..>',
    summary: 'Put the shards of a comparison together',
    flags: mergeFlags,
    describe: describeMerge,
    run: merge,
  },
  {
    usage: 'validate <scenarios..>',
    summary: 'Check scenarios without running them',
    flags: validateFlags,
    describe: describeValidate,
    run: validate,
  },
  {
    usage: 'import',
    summary: 'Make a scenario of a running swarm, a compose file, an access log',
    flags: importFlags,
    describe: describeImport,
    run: importFiles,
  },
  { usage: 'init [file]', summary: 'Write a commented first scenario', flags: {}, describe: describeInit, run: init },
  {
    usage: 'schema',
    summary: 'Print the JSON Schema of scenarios, for editors',
    flags: {},
    describe: describeSchema,
    run: (_options, streams) => schema(streams),
  },
  {
    usage: 'worker <redis>',
    summary: 'Make the runs that others ask for with --executor redis://HOST',
    flags: workerFlags,
    describe: describeWorker,
    run: worker,
  },
];
const flagsByCommand: ReadonlyMap<string, readonly string[]> = new Map(
  commands.map(({ usage, flags }) => [nameIn(usage), Object.keys(flags)]),
);
const commonFlags = ['help', 'version'];
const widestHelp = 110;

/** Runs one command line (without the program's name); never throws. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.fine;
  try {
    checkCommand(args);
    const parser = describe(args, streams, (code) => {
      exitCode = code;
    });
    await parser.parseAsync(args.map(withTraceShare).flatMap(withStandardInput), {}, (_error, _argv, output) => {
      if (output !== '') streams.out(`${output}\n`);
    });
    return exitCode;
  } catch (error) {
    return reportError(error, args, streams);
  }
}

/** `--trace` alone means all requests: a flag may follow it, or what looks like a scenario's path. Else it is its share or window. */
function withTraceShare(word: string, index: number, args: readonly string[]): string {
  const next = args[index + 1] ?? '-';
  const isPath = /[/\\]|\.[a-z]\w*$/i.test(next);
  return word === '--trace' && (next.startsWith('-') || isPath) ? '--trace=100%' : word;
}

/** `--log -`: to the parser a dash alone is no value. */
function withStandardInput(word: string, index: number, args: readonly string[]): string[] {
  const isFlag = (of: string | undefined) => of?.startsWith('--') === true && !of.includes('=');
  if (word === '-' && isFlag(args[index - 1])) return [];
  return isFlag(word) && args[index + 1] === '-' ? [`${word}=-`] : [word];
}

function checkCommand([command]: readonly string[]): void {
  const names = [...flagsByCommand.keys()];
  if (command === undefined) throw new UsageError(`which command? One of: ${names.join(', ')}`);
  if (command.startsWith('-') || names.includes(command)) return;
  throw new UsageError(`no command is called "${command}"${suggestion(command, names)}`);
}

function nameIn(usage: string): string {
  return usage.split(' ', 1)[0] ?? usage;
}

function describe(args: readonly string[], streams: Streams, done: (code: ExitCode) => void): Argv {
  let parser = yargs()
    .scriptName('seatrial')
    .usage('$0 COMMAND\n\nSimulates Docker Swarm clusters under load: what do requests see while the cluster changes?');
  for (const command of commands) {
    parser = parser.command(command.usage, command.summary, command.describe, async (options) =>
      done(await command.run(options as never, streams)),
    );
  }
  return parser
    .example('$0 init my.yaml', 'Start from a commented scenario')
    .example('$0 run my.yaml', 'Run it; reports/my/report.html shows what happened')
    .epilogue(
      'Exit codes: 0 fine, 1 an expectation or a baseline failed, 2 the input is wrong, 3 disk or Seatrial at fault.',
    )
    .demandCommand(1, `which command? One of: ${[...flagsByCommand.keys()].join(', ')}`)
    .strict()
    .check(refuseRepeatedFlags)
    .exitProcess(false)
    .version(version)
    .help()
    .alias('help', 'h')
    .wrap(Math.min(widestHelp, process.stdout.columns ?? widestHelp))
    .locale('en')
    .parserConfiguration({ 'parse-numbers': false, 'camel-case-expansion': false })
    .fail((message, error) => {
      if (error !== undefined && error.name !== 'YError') throw error;
      const flags = [...(flagsByCommand.get(args[0] ?? '') ?? []), ...commonFlags];
      throw new UsageError(usageWords(message ?? error?.message ?? '', args, flags));
    });
}

/** Lists, such as `--set`, are declared as arrays. */
function refuseRepeatedFlags(options: Readonly<Record<string, unknown>>): true {
  const flags = commands.flatMap((command) => Object.entries(command.flags)).flatMap(single);
  const repeated = flags.find((flag) => Array.isArray(options[flag]));
  if (repeated !== undefined) throw new UsageError(`--${repeated} is given more than once`);
  return true;
}

function single([name, flag]: readonly [string, unknown]): string[] {
  return typeof flag === 'object' && flag !== null && 'array' in flag ? [] : [name];
}
