import type { Argv } from 'yargs';
import { diskFiles } from '../../scenario/disk-files.ts';
import { InputError } from '../../scenario/input-error.ts';
import { loadScenario } from '../../scenario/load-scenario.ts';
import { strategiesOf } from '../../scenario/strategies-of.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';
import { setFlag } from './set-flag.ts';

export interface ValidateOptions {
  readonly scenarios: readonly string[];
  readonly set?: readonly string[];
}

export const validateFlags = { set: setFlag } as const;

export function describeValidate(yargs: Argv): Argv<ValidateOptions> {
  return yargs
    .positional('scenarios', { type: 'string', describe: 'Scenario files (YAML)' })
    .options(validateFlags)
    .example(
      '$0 validate scenarios/*.yaml',
      'Check all that can be checked without running',
    ) as unknown as Argv<ValidateOptions>;
}

/** Says of each scenario whether it is right; all of them are read, whatever the first one is. */
export async function validate(options: ValidateOptions, streams: Streams): Promise<ExitCode> {
  let exitCode: ExitCode = ExitCode.fine;
  for (const path of options.scenarios) {
    try {
      const { scenario } = loadScenario(diskFiles, path, options.set ?? []);
      await strategiesOf(scenario, diskFiles);
      for (const warning of scenario.warnings) streams.err(`warning: ${warning}\n`);
      streams.out(`${path}: fine\n`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      streams.err(`${error.message}\n`);
      exitCode = ExitCode.wrongInput;
    }
  }
  return exitCode;
}
