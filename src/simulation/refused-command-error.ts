/**
 * A command of the timeline, or a service of the scenario, was refused because of the state that it found, and the
 * scenario did not say that it expects that. The run ends here: what came after would not be what the user meant to ask.
 */
export class RefusedCommandError extends Error {
  override readonly name = 'RefusedCommandError';
  /** The entry's or service's place in the scenario. */
  readonly where: string;
  readonly exitCode: number;

  private constructor(where: string, exitCode: number, message: string) {
    super(`${where}: ${message}`);
    this.where = where;
    this.exitCode = exitCode;
  }

  /** `expected` = the exit code that the entry asks for. */
  static ofCommand(
    where: string,
    command: string,
    ended: { readonly exitCode: number; readonly stderr: string },
    expected: number,
  ): RefusedCommandError {
    const { exitCode, stderr } = ended;
    if (exitCode === 0) {
      return new RefusedCommandError(where, 0, `\`${command}\` succeeded, and expect_exit asks for ${expected}.`);
    }
    return new RefusedCommandError(
      where,
      exitCode,
      `\`${command}\` was refused (exit ${exitCode}):\n${indented(stderr)}\n` +
        `If that is what the scenario wants to show, say \`expect_exit: ${exitCode}\` beside it.`,
    );
  }

  static ofService(where: string, name: string, reason: string): RefusedCommandError {
    return new RefusedCommandError(where, 1, `the swarm refuses the service ${name}:\n${indented(reason)}`);
  }
}

function indented(text: string): string {
  return `  ${text.trimEnd().replaceAll('\n', '\n  ')}`;
}
