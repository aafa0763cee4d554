import yargs, { type Argv } from 'yargs';
import { suggestion } from '../scenario/suggest.ts';
import { version } from '../simulation/version.ts';
import { compare, compareFlags, describeCompare } from './commands/compare.ts';
import { describeInit, init } from './commands/init.ts';
import { describeRun, run, runFlags } from './commands/run.ts';
import { describeSchema, schema } from './commands/schema.ts';
import { describeValidate, validate, validateFlags } from './commands/validate.ts';
import { ExitCode } from './exit-code.ts';
import { reportError } from './report-error.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';
import { usageWords } from './usage-words.ts';

/** The commands that there are, and the flags that are each one's own. */
const flagsByCommand: ReadonlyMap<string, readonly string[]> = new Map([
  ['run', Object.keys(runFlags)],
  ['compare', Object.keys(compareFlags)],
  ['validate', Object.keys(validateFlags)],
  ['init', []],
  ['schema', []],
]);
const commonFlags = ['help', 'version'];
/** Flags that may be given more than once. */
const listFlags = ['set', 'vary', 'metric'];
const widestHelp = 110;

/** Runs one command line (without the program's name); never throws. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.fine;
  try {
    checkCommand(args);
    const parser = describe(args, streams, (code) => {
      exitCode = code;
    });
    await parser.parseAsync(args.map(withTraceShare), {}, (_error, _argv, output) => {
      if (output !== '') streams.out(`${output}\n`);
    });
    return exitCode;
  } catch (error) {
    return reportError(error, args, streams);
  }
}

/** `--trace` alone means all requests: what follows it is its share only if it looks like one, else a scenario. */
function withTraceShare(word: string, index: number, args: readonly string[]): string {
  return word === '--trace' && !/^[\d.]+%?$/.test(args[index + 1] ?? '') ? '--trace=100%' : word;
}

function checkCommand([command]: readonly string[]): void {
  const commands = [...flagsByCommand.keys()];
  if (command === undefined) throw new UsageError(`which command? One of: ${commands.join(', ')}`);
  if (command.startsWith('-') || commands.includes(command)) return;
  throw new UsageError(`no command is called "${command}"${suggestion(command, commands)}`);
}

function describe(args: readonly string[], streams: Streams, done: (code: ExitCode) => void): Argv {
  return yargs()
    .scriptName('seatrial')
    .usage('$0 COMMAND\n\nSimulates Docker Swarm clusters under load: what do requests see while the cluster changes?')
    .command(
      'run <scenarios..>',
      'Run scenarios; write CSV files, charts and a page for each',
      describeRun,
      async (options) => done(await run(options, streams)),
    )
    .command(
      'compare <scenario>',
      'Run variants of a scenario; say which is better, and how sure that is',
      describeCompare,
      async (options) => done(await compare(options, streams)),
    )
    .command('validate <scenarios..>', 'Check scenarios without running them', describeValidate, (options) =>
      done(validate(options, streams)),
    )
    .command('init [file]', 'Write a commented first scenario', describeInit, (options) => done(init(options, streams)))
    .command('schema', 'Print the JSON Schema of scenarios, for editors', describeSchema, () => done(schema(streams)))
    .example('$0 init my.yaml', 'Start from a commented scenario')
    .example('$0 run my.yaml', 'Run it; reports/my/report.html shows what happened')
    .epilogue('Exit codes: 0 fine, 1 an expectation failed, 2 the input is wrong, 3 disk or Seatrial at fault.')
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

function refuseRepeatedFlags(options: Readonly<Record<string, unknown>>): true {
  const flags = [...flagsByCommand.values()].flat().filter((flag) => !listFlags.includes(flag));
  const repeated = flags.find((flag) => Array.isArray(options[flag]));
  if (repeated !== undefined) throw new UsageError(`--${repeated} is given more than once`);
  return true;
}
