/**
 * A command of the timeline was refused because of the state that it found, and the scenario did not say
 * `expect_exit`. The run ends here: what came after would not be what the user meant to ask.
 */
export class RefusedCommandError extends Error {
  constructor(where: string, command: string, exitCode: number, stderr: string) {
    super(
      `${where}: \`${command}\` was refused (exit ${exitCode}):\n  ${stderr.trimEnd().replaceAll('\n', '\n  ')}\n` +
        `If that is what the scenario wants to show, say \`expect_exit: ${exitCode}\` beside it.`,
    );
    this.name = 'RefusedCommandError';
  }
}
