import { readFileSync } from 'node:fs';
import type { FileSource } from './file-source.ts';
import { InputError } from './input-error.ts';

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EISDIR: 'this is a folder, not a file',
  EACCES: 'no permission to read it',
  ENOTDIR: 'a part of the path is not a folder',
};

/** Files of the disk, by path from the working folder. */
export const diskFiles: FileSource = {
  read(path) {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      throw new InputError([{ file: path, line: 0, column: 0, message: reasons[code] ?? message }]);
    }
  },
};
