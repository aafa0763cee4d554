import type { Flag, FlagValues } from '../../command-line/flag.ts';
import { DockerUsageError } from '../../command-line/usage-error.ts';
import { parseTemplate } from '../../templates/go-template.ts';
import { shortFormatFlag } from './filter.ts';

/** Exit code of the commands that check a template before they ask the engine. Source: docker/cli `cli/command/inspect`. */
const templateErrorOfInspect = 64;

/**
 * The template of `--format`; empty = none.
 *
 * @throws {DockerUsageError} if it is not understood
 */
export function readFormat(flags: FlagValues, flag: Flag<string>, exitCode = 1): string {
  const format = flags.last(flag) ?? '';
  try {
    parseTemplate(format);
  } catch (error) {
    if (error instanceof DockerUsageError) throw new DockerUsageError(error.message, exitCode);
    throw error;
  }
  return format;
}

/** The template of `inspect -f`. */
export function readInspectFormat(flags: FlagValues): string {
  return readFormat(flags, shortFormatFlag, templateErrorOfInspect);
}
