/**
 * A command that can be seen to be wrong without looking at any cluster. `message` is what the client prints on stderr
 * (without the last line feed), `exitCode` what it returns: 125 for a flag, 1 for the rest.
 */
export class DockerUsageError extends Error {
  override readonly name = 'DockerUsageError';
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
