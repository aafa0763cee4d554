/** A compose file that Docker would refuse. `path` leads from the service's entry to what is wrong: `['deploy', 'update_config', 'delay']`. */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  readonly path: readonly (string | number)[];

  constructor(path: readonly (string | number)[], message: string) {
    super(message);
    this.path = path;
  }
}
