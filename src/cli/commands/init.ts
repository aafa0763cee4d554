import { writeFileSync } from 'node:fs';
import type { Argv } from 'yargs';
import { asOutputError } from '../../report/folder/output-error.ts';
import { firstScenario } from '../../scenario/first-scenario.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { UsageError } from '../usage-error.ts';

export interface InitOptions {
  readonly file: string;
}

export function describeInit(yargs: Argv): Argv<InitOptions> {
  return yargs
    .positional('file', { type: 'string', default: 'scenario.yaml', describe: 'File to write' })
    .example('$0 init my.yaml && $0 run my.yaml', 'Write a commented scenario, and run it') as Argv<InitOptions>;
}

/** Writes a commented first scenario; a file that is there already is left as it is. */
export function init(options: InitOptions, streams: Streams): ExitCode {
  try {
    writeFileSync(options.file, firstScenario, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new UsageError(`${options.file} is there already: name another file, or remove it first`);
    }
    throw asOutputError(error, options.file);
  }
  streams.out(`Wrote ${options.file}. Next: seatrial run ${options.file}\n`);
  return ExitCode.fine;
}
