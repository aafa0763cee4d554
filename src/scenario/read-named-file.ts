import type { FileSource } from './file-source.ts';
import { InputError } from './input-error.ts';
import type { Path } from './path.ts';
import type { ProblemList } from './problem-list.ts';

/** The text of a file that the scenario names at `path`; `null` if there is none to be had, which is told. */
export function readNamedFile(file: string, path: Path, files: FileSource, problems: ProblemList): string | null {
  try {
    return files.read(file);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const { line, column, message } of error.problems) {
      if (line > 0) problems.addAt({ file, line, column }, message);
      else problems.add(path, `${file}: ${message}`);
    }
    return null;
  }
}
