import type { EventRow } from '../run-result.ts';

export interface CommandOutput {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What happened on the timeline, in the order of the starts. A command's output is filled in when it returns. */
export class EventRecorder {
  readonly #rows: EventRow[] = [];

  get rows(): readonly EventRow[] {
    return this.#rows;
  }

  /** The answer fills in the output. */
  add(row: EventRow): (output: CommandOutput) => void {
    const index = this.#rows.push(row) - 1;
    return ({ exitCode, stdout, stderr }) => {
      this.#rows[index] = { ...row, exit_code: exitCode, stdout, stderr };
    };
  }
}
