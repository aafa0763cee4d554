import yargs, { type Argv } from 'yargs';
import { version } from '../simulation/version.ts';
import { describeInit, init } from './commands/init.ts';
import { describeRun, run } from './commands/run.ts';
import { schema } from './commands/schema.ts';
import { describeValidate, validate } from './commands/validate.ts';
import { ExitCode } from './exit-code.ts';
import { reportError } from './report-error.ts';
import type { Streams } from './streams.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line (without the program's name); never throws. */
export async function runCommandLine(args: readonly string[], streams: Streams): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.fine;
  const parser = describe(streams, (code) => {
    exitCode = code;
  });
  try {
    await parser.parseAsync(args.map(withTraceShare), {}, (_error, _argv, output) => {
      if (output !== '') streams.out(`${output}\n`);
    });
    return exitCode;
  } catch (error) {
    return reportError(error, args, streams);
  }
}

/** `--trace` alone means all requests; what follows it is its share only if it looks like one. */
function withTraceShare(word: string, index: number, args: readonly string[]): string {
  if (word !== '--trace') return word;
  return /^\d+(\.\d+)?%$/.test(args[index + 1] ?? '') ? word : '--trace=100%';
}

function describe(streams: Streams, done: (code: ExitCode) => void): Argv {
  return yargs()
    .scriptName('seatrial')
    .usage('$0 COMMAND\n\nSimulates Docker Swarm clusters under load: what do requests see while the cluster changes?')
    .command(
      'run <scenarios..>',
      'Run scenarios; write CSV files, charts and a page for each',
      describeRun,
      async (options) => done(await run(options, streams)),
    )
    .command('validate <scenarios..>', 'Check scenarios without running them', describeValidate, (options) =>
      done(validate(options, streams)),
    )
    .command('init [file]', 'Write a commented first scenario', describeInit, (options) => done(init(options, streams)))
    .command('schema', 'Print the JSON Schema of scenarios, for editors', {}, () => done(schema(streams)))
    .example('$0 init my.yaml', 'Start from a commented scenario')
    .example('$0 run my.yaml', 'Run it; reports/my/report.html shows what happened')
    .epilogue('Exit codes: 0 fine, 1 an expectation failed, 2 the input is wrong, 3 disk or Seatrial at fault.')
    .demandCommand(1, 'which command? One of: run, validate, init, schema')
    .strict()
    .recommendCommands()
    .exitProcess(false)
    .version(version)
    .help()
    .alias('help', 'h')
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .locale('en')
    .parserConfiguration({ 'duplicate-arguments-array': false, 'parse-numbers': false, 'camel-case-expansion': false })
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
}
