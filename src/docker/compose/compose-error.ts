/** At which step a compose file is refused: the client words each differently. */
export type ComposeStep =
  /** It does not fit the schema. */
  | 'schema'
  /** A number does not fit its type. */
  | 'decoding'
  /** No service can be made of it. */
  | 'conversion';

/**
 * A compose file that Docker would refuse. `path` leads to what is wrong, from the entry or the file that was read:
 * `['deploy', 'update_config', 'delay']`.
 */
export class ComposeError extends Error {
  override readonly name = 'ComposeError';
  readonly path: readonly (string | number)[];
  /** Docker's own words; `message` has a hint behind them. */
  readonly words: string;
  readonly hint: string;
  /** It is the key itself that is wrong, not what stands under it. */
  readonly isKey: boolean;
  readonly step: ComposeStep;

  constructor(
    path: readonly (string | number)[],
    words: string,
    {
      isKey = false,
      hint = '',
      step = 'conversion',
    }: { readonly isKey?: boolean; readonly hint?: string; readonly step?: ComposeStep } = {},
  ) {
    super(words + hint);
    this.path = path;
    this.words = words;
    this.hint = hint;
    this.isKey = isKey;
    this.step = step;
  }
}

/** What is refused on the way is told with the path from the file's beginning. */
export function below<T>(path: readonly (string | number)[], read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    const { words, hint, isKey, step } = error;
    throw new ComposeError([...path, ...error.path], words, { isKey, hint, step });
  }
}
