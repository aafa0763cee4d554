import { scenarioJsonSchema } from '../../scenario/json-schema.ts';
import { ExitCode } from '../exit-code.ts';
import type { Streams } from '../streams.ts';

/** Prints the JSON Schema of a scenario, for editors. */
export function schema(streams: Streams): ExitCode {
  streams.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return ExitCode.fine;
}
