import { posix } from 'node:path';
import { strategyNamed, UnknownStrategyError } from '../simulation/vocabulary.ts';
import type { FileSource } from './file-source.ts';
import { isOwnStrategy, ownStrategyFile } from './own-strategy/is-own-strategy.ts';
import { textProblems } from './own-strategy/text-problems.ts';
import type { ProblemList } from './problem-list.ts';
import { readNamedFile } from './read-named-file.ts';
import { besideFile } from './relative-path.ts';

const path = ['placement'];

/** The name of a strategy as it is; the file of the user's own, relative to the scenario, as a path for `files`. */
export function readPlacement(written: string, files: FileSource, problems: ProblemList): string {
  if (isOwnStrategy(written)) return readOwn(written, files, problems);
  try {
    return strategyNamed(written).name;
  } catch (error) {
    if (!(error instanceof UnknownStrategyError)) throw error;
    problems.add(path, error.message);
    return written;
  }
}

function readOwn(written: string, files: FileSource, problems: ProblemList): string {
  const file = posix.normalize(besideFile(problems.source.file, written));
  if (!ownStrategyFile.test(written)) {
    problems.add(path, `${written}: a strategy of your own is a module in JavaScript, its name ends with .mjs`);
    return file;
  }
  const text = readNamedFile(file, path, files, problems);
  if (text !== null) problems.addAll(textProblems(file, text));
  return file;
}
