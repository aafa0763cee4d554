/** A command refused because of the state that it met. `message` is what the client prints on stderr, without the last line feed. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  /** What was already printed on stdout. */
  readonly stdout: string;

  constructor(message: string, stdout = '') {
    super(message);
    this.stdout = stdout;
  }
}
