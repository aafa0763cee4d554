import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { Shell } from '../shell/shell.ts';
import type { Streams } from './streams.ts';

/** A prompt, with history (arrow up) and completion (tab), until `exit` or the end of input (Ctrl-D). */
export function runAtTerminal(shell: Shell, input: Readable, streams: Streams): Promise<void> {
  const terminal = createInterface({
    input,
    output: process.stdout,
    prompt: shell.prompt,
    completer: (line: string) => [ended(shell.complete(line)), /\S*$/.exec(line)?.[0] ?? ''],
  });
  streams.out('A simulated swarm: docker commands work as typed; help lists what there is besides.\n');
  terminal.prompt();
  return new Promise((resolve, reject) => {
    let fault: unknown = null;
    terminal.on('line', (line) => {
      try {
        const { stdout, stderr } = shell.run(line);
        streams.out(stdout);
        streams.err(stderr);
      } catch (error) {
        fault = error;
      }
      if (shell.ended || fault !== null) {
        terminal.close();
        return;
      }
      terminal.setPrompt(shell.prompt);
      terminal.prompt();
    });
    terminal.on('close', () => (fault === null ? resolve() : reject(fault)));
  });
}

/** What is the only word that it can be has a space after it, as in a shell. */
function ended(words: readonly string[]): string[] {
  return words.length === 1 ? words.map((word) => `${word} `) : [...words];
}
