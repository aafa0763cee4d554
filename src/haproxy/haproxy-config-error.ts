/** One thing that HAProxy says about a configuration. Lines and columns count from 1; line 0 = the configuration as a whole. */
export interface ConfigMessage {
  readonly line: number;
  readonly column: number;
  /** In HAProxy's words, without the `config : parsing [FILE:LINE] :` before them. */
  readonly message: string;
}

/** A configuration that HAProxy would not start with, or that the model cannot run. */
export class HaproxyConfigError extends Error {
  /** All of them: HAProxy reads on after an error. */
  readonly problems: readonly ConfigMessage[];

  constructor(file: string, problems: readonly ConfigMessage[]) {
    super(problems.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
    this.name = 'HaproxyConfigError';
    this.problems = problems;
  }
}
