import { DockerUsageError } from '../docker/command-line/usage-error.ts';
import { parseCommand } from '../docker/parse-command.ts';
import type { CommandForm } from '../docker/syntax/commands.ts';

/** What a docker command asks for; `null` = it is wrong, which whoever runs it says. */
export function formOf(line: string): CommandForm | null {
  try {
    return parseCommand(line).form;
  } catch (error) {
    if (error instanceof DockerUsageError) return null;
    throw error;
  }
}
