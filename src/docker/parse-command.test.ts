import { describe, expect, it } from 'vitest';
import { DockerUsageError } from './command-line/usage-error.ts';
import { parseCommand } from './parse-command.ts';
import recorded from './testing/client-28-usage-errors.json' with { type: 'json' };

/** What our client prints for a line that is wrong by itself; `null` if it finds nothing wrong. */
function refusal(line: string): { exitCode: number; stderr: string } | null {
  try {
    parseCommand(line);
    return null;
  } catch (error) {
    if (error instanceof DockerUsageError) return { exitCode: error.exitCode, stderr: error.message };
    throw error;
  }
}

describe('usage errors, recorded from docker CLI 28.2.2', () => {
  it.each(recorded)('$line', ({ line, exitCode, stderr }) => {
    expect(refusal(line)).toEqual({ exitCode, stderr });
  });
});
