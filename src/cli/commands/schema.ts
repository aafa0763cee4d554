import type { Argv } from 'yargs';
import { scenarioJsonSchema } from '../../scenario/json-schema.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';

export function describeSchema(yargs: Argv): Argv {
  return yargs.example('$0 schema > scenario.schema.json', 'Then editors check scenarios that name it in a comment');
}

/** Prints the JSON Schema of a scenario, for editors. */
export function schema(streams: Streams): ExitCode {
  streams.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return ExitCode.fine;
}
