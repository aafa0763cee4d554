import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { asOutputError } from '../../report/folder/output-error.ts';
import { InputError } from '../../scenario/input-error.ts';
import { type Baseline, parseBaseline, printBaseline } from './baseline.ts';

/** Both lie beside the suite: `bench/suite.yaml` → `bench/suite.baseline.json`, `bench/suite.history.json`. */
export function baselinePaths(suite: string): { readonly baseline: string; readonly history: string } {
  const stem = suite.replace(/\.ya?ml$/, '');
  return { baseline: `${stem}.baseline.json`, history: `${stem}.history.json` };
}

/**
 * @returns `null` if there is none
 * @throws {InputError} if it is not what `--update` writes
 */
export function readBaseline(suite: string): Baseline | null {
  const paths = baselinePaths(suite);
  const text = textOf(paths.baseline);
  if (text === null) return null;
  const history = textOf(paths.history);
  try {
    return parseBaseline(text, history);
  } catch {
    const files = history === null ? paths.baseline : `${paths.baseline} or ${paths.history}`;
    const message = `${files} is not what --update writes (a merge gone wrong?): write it anew with --update`;
    throw new InputError([{ file: suite, line: 0, column: 0, message }]);
  }
}

/** @throws {OutputError} if the machine is in the way; each file is then as it was. */
export function writeBaseline(suite: string, content: Baseline): void {
  const paths = baselinePaths(suite);
  const texts = printBaseline(content);
  // The history first: without its baseline it says nothing.
  write(paths.history, texts.history);
  write(paths.baseline, texts.baseline);
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return null;
    throw new InputError([{ file: path, line: 0, column: 0, message }]);
  }
}

function write(path: string, text: string): void {
  const beside = `${path}.tmp-${process.pid}`;
  try {
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch (error) {
    throw asOutputError(error, path);
  }
}
