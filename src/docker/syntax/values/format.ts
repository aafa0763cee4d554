import type { Flag, FlagValues } from '../../command-line/flag.ts';
import { parseTemplate } from '../../templates/go-template.ts';

/**
 * The template of `--format`; empty = none.
 *
 * @throws {DockerUsageError} if it is not understood
 */
export function readFormat(flags: FlagValues, flag: Flag<string>): string {
  const format = flags.last(flag) ?? '';
  parseTemplate(format);
  return format;
}
