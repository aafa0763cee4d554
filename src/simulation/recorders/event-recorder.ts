import type { EventRow } from '../run-result.ts';
import { msPerSecond } from '../units.ts';

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

  /** `complaint` = what it tells at once as an error. The answer fills in the output. */
  note(nowMs: number, kind: EventRow['kind'], what: string, complaint = ''): (output: CommandOutput) => void {
    const row = { time_s: nowMs / msPerSecond, kind, what, exit_code: null, stdout: '', stderr: complaint };
    const index = this.#rows.push(row) - 1;
    return ({ exitCode, stdout, stderr }) => {
      this.#rows[index] = { ...row, exit_code: exitCode, stdout, stderr };
    };
  }
}
