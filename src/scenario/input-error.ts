/** Where something is wrong. Line and column count from 1; 0 = the file as a whole. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Problem extends Place {
  readonly message: string;
}

/** The input is wrong. The message has a line for each problem, `FILE:LINE:COLUMN: what, and what would be right`. */
export class InputError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'InputError';
    this.problems = problems;
  }
}

function formatProblem({ file, line, column, message }: Problem): string {
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  return `${place}: ${message.trimEnd().replaceAll('\n', '\n    ')}`;
}
