import { canPair } from './can-pair.ts';
import type { Transcript } from './history.ts';
import { maskText } from './plain-text.ts';
import { isProgress, progressBlocks, type Shown } from './progress-text.ts';
import { sideBySide } from './side-by-side.ts';
import { isTable, readTable, tableLines } from './table-text.ts';

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

/**
 * The same for a look at the swarm, with what ours shows then and shortly before and after. Each thing of a table –
 * each service, each slot – may be as it was at another of these moments: their clocks do not run together.
 */
export function compareLooks(recorded: Transcript, ours: readonly Transcript[]): string | null {
  const differences = ours.map((one) => compareTranscripts(recorded, one));
  const [first = 'the prompt is not back at the end'] = differences;
  if (differences.includes(null)) return null;
  return isTable(recorded.stdout) && tablesAgree(recorded, ours) ? null : first;
}

function tablesAgree(recorded: Transcript, ours: readonly Transcript[]): boolean {
  const alike = ours.filter(({ exitCode, stdout }) => exitCode === recorded.exitCode && isTable(stdout));
  const theirs = readTable(recorded.stdout);
  const seen = new Map<string, Set<string>>();
  const tables = alike.map(({ stdout }) => readTable(stdout)).filter(({ title }) => title === theirs.title);
  for (const { entries } of tables) {
    for (const { key, text } of entries) seen.set(key, (seen.get(key) ?? new Set()).add(text));
  }
  const always = [...seen].filter(([key]) => tables.every(({ entries }) => entries.some((entry) => entry.key === key)));
  const wanted = theirs.entries.map(({ text }) => text);
  return wanted.length >= always.length && canPair(wanted, [...seen.values()]);
}

function isSame(recorded: Shown, ours: Shown): boolean {
  return recorded.text === ours.text && Math.abs(recorded.times - ours.times) <= repeatSlack;
}

function linesOf({ exitCode, stdout, stderr }: Transcript): Shown[] {
  const one = (text: string): Shown => ({ text, times: 1 });
  return [...output(stdout), one(`-- stderr`), ...output(stderr), one(`-- exit ${exitCode ?? 'interrupted'}`)];
}

function output(text: string): Shown[] {
  if (isTable(text)) return tableLines(readTable(text)).map((line) => ({ text: line, times: 1 }));
  const masked = maskText(text);
  if (masked === '') return [];
  const lines = masked.split('\n');
  return isProgress(masked) ? progressBlocks(lines) : lines.map((line) => ({ text: line, times: 1 }));
}

function toLine({ text, times }: Shown): string {
  const line = text.replaceAll('\n', ' ⏎ ');
  return times === 1 ? line : `${line} (×${times})`;
}
