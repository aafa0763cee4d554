import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Shell } from '../shell/shell.ts';
import type { Streams } from './streams.ts';

/** Runs the lines of a script until its end or `exit`; a command may fail. A backslash at the end joins a line with the next. */
export async function runScript(shell: Shell, input: Readable, echo: boolean, streams: Streams): Promise<void> {
  let begun = '';
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    begun += line;
    if (line.endsWith('\\')) {
      begun += '\n';
      continue;
    }
    runLine(shell, begun, echo, streams);
    begun = '';
    if (shell.ended) return;
  }
  if (begun !== '') runLine(shell, begun, echo, streams);
}

function runLine(shell: Shell, line: string, echo: boolean, streams: Streams): void {
  if (echo) streams.out(line.trim() === '' || line.startsWith('#') ? `${line}\n` : `$ ${line}\n`);
  const { stdout, stderr } = shell.run(line);
  if (stdout !== '') streams.out(stdout);
  if (stderr !== '') streams.err(stderr);
}
