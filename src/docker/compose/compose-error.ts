/** A compose file that Docker would refuse. `path` leads from the service's entry to what is wrong: `['deploy', 'update_config', 'delay']`. */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  readonly path: readonly (string | number)[];
  /** It is the key itself that is wrong, not what stands under it. */
  readonly isKey: boolean;

  constructor(path: readonly (string | number)[], message: string, { isKey = false } = {}) {
    super(message);
    this.path = path;
    this.isKey = isKey;
  }
}
