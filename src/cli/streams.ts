import type { Readable } from 'node:stream';

/** Where a command's words go; tests put their own in. */
export interface Streams {
  /** Results. */
  out(text: string): void;
  /** Progress, warnings, errors. */
  err(text: string): void;
  /** Where a command reads that takes a script; absent = the process's own. */
  readonly input?: Readable;
  /** Progress bars only make sense on a terminal. */
  readonly errIsTerminal: boolean;
}

export const processStreams: Streams = {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  errIsTerminal: process.stderr.isTTY === true,
};
