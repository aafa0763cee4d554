import type { Transcript } from './history.ts';
import { maskText } from './plain-text.ts';
import { isProgress, progressBlocks, type Shown } from './progress-text.ts';
import { sideBySide } from './side-by-side.ts';
import { isTable, tableLines } from './table-text.ts';

/** How often a poll saw the same may differ by so many: its beat against the swarm's is chance. */
const repeatSlack = 2;

/**
 * Whether a command has ended with the same exit code and the same output.
 *
 * @returns the two outputs beside each other, or `null` if they agree
 */
export function compareTranscripts(recorded: Transcript, ours: Transcript | null): string | null {
  if (ours === null) return 'the prompt is not back at the end';
  const [theirs, own] = [linesOf(recorded), linesOf(ours)];
  const equal = theirs.length === own.length && theirs.every((shown, at) => isSame(shown, own[at]!));
  return equal ? null : sideBySide(theirs.map(toLine), own.map(toLine));
}

function isSame(recorded: Shown, ours: Shown): boolean {
  return recorded.text === ours.text && Math.abs(recorded.times - ours.times) <= repeatSlack;
}

function linesOf({ exitCode, stdout, stderr }: Transcript): Shown[] {
  const one = (text: string): Shown => ({ text, times: 1 });
  return [...output(stdout), one(`-- stderr`), ...output(stderr), one(`-- exit ${exitCode ?? 'interrupted'}`)];
}

function output(text: string): Shown[] {
  if (isTable(text)) return tableLines(text).map((line) => ({ text: line, times: 1 }));
  const masked = maskText(text);
  if (masked === '') return [];
  const lines = masked.split('\n');
  return isProgress(masked) ? progressBlocks(lines) : lines.map((line) => ({ text: line, times: 1 }));
}

function toLine({ text, times }: Shown): string {
  const line = text.replaceAll('\n', ' ⏎ ');
  return times === 1 ? line : `${line} (×${times})`;
}
